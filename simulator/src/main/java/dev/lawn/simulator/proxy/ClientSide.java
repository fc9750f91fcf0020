package dev.lawn.simulator.proxy;

import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** What a client's connection is wrapped in. */
@FunctionalInterface
interface ClientSide {

    /** The connection as the proxy reads it. Closing it closes the other. */
    Socket of(Socket accepted) throws IOException;

    /**
     * That of a kind.
     *
     * @param identity must be there for {@link ProxyKind#HTTPS}
     */
    static ClientSide of(ProxyKind kind, @Nullable TlsIdentity identity) {
        return switch (kind) {
            case HTTP, SOCKS5, SOCKS4A -> accepted -> accepted;
            case HTTPS -> {
                if (identity == null) {
                    throw new IllegalArgumentException("an HTTPS proxy needs a certificate");
                }
                yield identity::accept;
            }
        };
    }
}
