package dev.lawn.worker.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks which address the node goes out by, through the node's own relay: the very way its browser
 * takes.
 */
public final class ExitIp {

    /** For all addresses together. A relay gives its upstream 20 s, and its word says more. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Pattern MEMBER = Pattern.compile("\"ip\"\\s*:\\s*\"([^\"]*)\"");
    private static final Logger log = LoggerFactory.getLogger(ExitIp.class);

    private final List<URI> addresses;
    private final SmallGet get;
    private final Duration each;

    /**
     * @param addresses each answers with the caller's IP; asked in this order until one does
     * @param patience for all of them together; each has its equal share
     */
    public ExitIp(List<URI> addresses, InetSocketAddress relay, Duration patience) {
        this.addresses = List.copyOf(addresses);
        this.get = new SmallGet(relay);
        this.each = patience.dividedBy(addresses.size());
    }

    /** What became of a question. */
    public sealed interface Answer {}

    /**
     * The exit IP, in the one way to write it.
     *
     * @param ip IPv4 or IPv6, in digits
     */
    public record Known(String ip) implements Answer {}

    /**
     * It cannot be learnt now.
     *
     * @param trouble what came of the last address that was asked
     * @param detail for people
     */
    public record Unknown(Trouble trouble, String detail) implements Answer {}

    /** Why an address told no exit IP. */
    public enum Trouble {
        /** Nothing came, or an error's page. */
        NO_ANSWER,
        /** This client may not ask: a proxy says so, or the address itself. */
        FORBIDDEN,
        /** An answer that is no IP. */
        NO_IP,
        /** The TLS handshake with it failed. */
        TLS,
        /** Nothing came in time. */
        SLOW
    }

    /** Asks now. Takes as long as the patience at most: not for a loop. */
    public Answer ask() {
        Answer answer = new Unknown(Trouble.NO_ANSWER, "nobody is asked");
        for (URI address : addresses) {
            answer = ask(address);
            if (answer instanceof Known) {
                return answer;
            }
        }
        log.info("exit IP unknown: {}", answer);
        return answer;
    }

    private Answer ask(URI address) {
        try {
            return parse(get.body(address, each))
                    .<Answer>map(Known::new)
                    .orElseGet(() -> unknown(Trouble.NO_IP, address, "answers with no IP"));
        } catch (SocketTimeoutException e) {
            return unknown(Trouble.SLOW, address, String.valueOf(e.getMessage()));
        } catch (AnswerException e) {
            Trouble trouble = e.isForbidden() ? Trouble.FORBIDDEN : Trouble.NO_ANSWER;
            return unknown(trouble, address, String.valueOf(e.getMessage()));
        } catch (SSLException e) {
            return unknown(Trouble.TLS, address, "TLS: " + e.getMessage());
        } catch (IOException e) {
            return unknown(Trouble.NO_ANSWER, address, String.valueOf(e.getMessage()));
        }
    }

    private static Unknown unknown(Trouble trouble, URI address, String what) {
        // The host only: some such services take a token in the address.
        return new Unknown(trouble, "%s: %s".formatted(address.getHost(), what));
    }

    /** The address in an answer of plain text, or of JSON with a member {@code ip}. */
    static Optional<String> parse(String answer) {
        Matcher member = MEMBER.matcher(answer);
        String text = member.find() ? member.group(1) : answer.strip();
        return canonical(text);
    }

    /** The one way to write that address; empty where the text is none. */
    static Optional<String> canonical(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text).getHostAddress());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
