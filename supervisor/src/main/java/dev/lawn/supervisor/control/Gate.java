package dev.lawn.supervisor.control;

import com.sun.net.httpserver.Headers;
import dev.lawn.common.net.HostHeader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the control endpoint. Browsers run on this very host, some of them ours, so loopback
 * alone proves nothing: the token proves the user, the Host check stops DNS rebinding, and a
 * request that carries an Origin comes from a page and is refused.
 */
final class Gate {

    private final byte[] authorization;

    Gate(String token) {
        this.authorization = bytes("Bearer " + token);
    }

    /** The status to refuse with; empty for those who may pass. */
    Optional<Integer> refusal(Headers headers) {
        if (!HostHeader.isLoopback(headers.getOrDefault("Host", List.of()))) {
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
