package dev.lawn.supervisor.control;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the control endpoint. Browsers run on this very host, some of them ours, so loopback
 * alone proves nothing: the token proves the user, the Host check stops DNS rebinding, and a
 * request that carries an Origin comes from a page and is refused.
 */
final class Gate {

    private final byte[] authorization;
    private final Set<String> hosts;

    Gate(String token, int port) {
        this.authorization = bytes("Bearer " + token);
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    /** The status to refuse with; empty for those who may pass. */
    Optional<Integer> refusal(Headers headers) {
        String host = headers.getFirst("Host");
        if (host == null || !hosts.contains(host)) {
            return Optional.of(421);
        }
        if (headers.containsKey("Origin")) {
            return Optional.of(403);
        }
        return isAuthorized(headers.getFirst("Authorization"))
                ? Optional.empty()
                : Optional.of(401);
    }

    private boolean isAuthorized(@Nullable String given) {
        return given != null && MessageDigest.isEqual(bytes(given), authorization);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
