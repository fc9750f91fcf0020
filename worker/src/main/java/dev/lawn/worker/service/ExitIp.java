package dev.lawn.worker.service;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks which address the node goes out by, through the node's own relay. */
public final class ExitIp {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST_ANSWER = 4 * 1024;
    private static final Pattern MEMBER = Pattern.compile("\"ip\"\\s*:\\s*\"([^\"]*)\"");
    private static final Logger log = LoggerFactory.getLogger(ExitIp.class);

    private final URI address;
    private final Proxy relay;

    /**
     * @param address answers with the caller's IP
     */
    public ExitIp(URI address, InetSocketAddress relay) {
        this.address = address;
        this.relay = new Proxy(Proxy.Type.HTTP, relay);
    }

    /** The exit IP; empty where it cannot be learnt now. Takes up to a minute: not for a loop. */
    public Optional<String> ask() {
        try {
            return parse(body());
        } catch (IOException e) {
            log.info("exit IP unknown: {}", e.toString());
            return Optional.empty();
        }
    }

    private String body() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(relay);
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
        } finally {
            connection.disconnect();
        }
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
