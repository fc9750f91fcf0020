package dev.lawn.worker.service;

import dev.lawn.common.time.Time;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
    private final Duration patience;
    private final Time time;

    /**
     * @param addresses each answers with the caller's IP; asked in this order until one does, the
     *     next one also where one has been silent for its equal share of the patience
     * @param patience for all of them together; whoever was asked may answer until it is over
     */
    public ExitIp(List<URI> addresses, InetSocketAddress relay, Duration patience, Time time) {
        this.addresses = List.copyOf(addresses);
        this.get = new SmallGet(relay);
        this.patience = patience;
        this.time = time;
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
        long end = time.nanos() + patience.toNanos();
        long share = patience.toNanos() / addresses.size();
        BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
        List<Thread> asked = new ArrayList<>();
        try {
            Answer answer = new Unknown(Trouble.NO_ANSWER, "nobody is asked");
            int silent = 0;
            for (URI address : addresses) {
                asked.add(begin(address, end, answers));
                silent++;
                Answer next = answers.poll(share, TimeUnit.NANOSECONDS);
                if (next instanceof Known) {
                    return next;
                }
                if (next != null) {
                    silent--;
                    answer = next;
                }
            }
            while (silent > 0 && !(answer instanceof Known)) {
                // Each of them ends by itself when the patience does.
                answer = answers.take();
                silent--;
            }
            if (answer instanceof Unknown) {
                log.info("exit IP unknown: {}", answer);
            }
            return answer;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Unknown(Trouble.NO_ANSWER, "nobody waits for an answer any more");
        } finally {
            // It ends the connection of a virtual thread that waits for an answer, too.
            asked.forEach(Thread::interrupt);
        }
    }

    private Thread begin(URI address, long end, BlockingQueue<Answer> answers) {
        Duration left = Duration.ofNanos(Math.max(1_000_000, end - time.nanos()));
        return Thread.ofVirtual()
                .name("exit-ip-question")
                .start(() -> answers.add(ask(address, left)));
    }

    private Answer ask(URI address, Duration within) {
        try {
            return parse(get.body(address, within))
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
