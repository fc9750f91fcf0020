package dev.lawn.supervisor.control;

import com.sun.net.httpserver.Headers;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the control endpoint. Browsers run on this very host, some of them ours, so loopback
 * alone proves nothing: the token proves the user, the Host check stops DNS rebinding, and a
 * request that carries an Origin comes from a page and is refused.
 */
final class Gate {

    /**
     * {@code name}, {@code 127.0.0.1} or {@code [::1]}; any port, since it may be a forwarded one.
     */
    private static final Pattern HOST =
            Pattern.compile("(?:\\[(?<six>[0-9a-fA-F:.]+)]|(?<four>[^:\\[\\]]+))(?::\\d{1,5})?");

    private final byte[] authorization;

    Gate(String token) {
        this.authorization = bytes("Bearer " + token);
    }

    /** The status to refuse with; empty for those who may pass. */
    Optional<Integer> refusal(Headers headers) {
        List<String> hosts = headers.getOrDefault("Host", List.of());
        if (hosts.size() != 1 || !isLoopback(hosts.getFirst())) {
            return Optional.of(421);
        }
        if (headers.containsKey("Origin")) {
            return Optional.of(403);
        }
        return isAuthorized(headers.getFirst("Authorization"))
                ? Optional.empty()
                : Optional.of(401);
    }

    /** Literals and {@code localhost}: what no name server has a say in. Nothing is looked up. */
    static boolean isLoopback(String host) {
        Matcher matcher = HOST.matcher(host);
        if (!matcher.matches()) {
            return false;
        }
        String six = matcher.group("six");
        String four = matcher.group("four");
        try {
            return six != null
                    ? Inet6Address.ofLiteral(six).isLoopbackAddress()
                    : four.equalsIgnoreCase("localhost")
                            || Inet4Address.ofLiteral(four).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private boolean isAuthorized(@Nullable String given) {
        return given != null && MessageDigest.isEqual(bytes(given), authorization);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
