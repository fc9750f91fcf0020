package dev.lawn.simulator.proxy;

import dev.lawn.common.model.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * What one forward proxy is like.
 *
 * @param credentials what it asks for; null for nothing. Of {@link ProxyKind#SOCKS4A} only the user
 *     counts
 */
public record ProxySettings(ProxyKind kind, @Nullable Credentials credentials) {

    /** An HTTP proxy that asks for these. */
    public static ProxySettings http(Credentials credentials) {
        return new ProxySettings(ProxyKind.HTTP, credentials);
    }
}
