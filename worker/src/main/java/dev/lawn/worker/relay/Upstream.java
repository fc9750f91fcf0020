package dev.lawn.worker.relay;

import dev.lawn.common.model.Bind;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.net.Connection;
import dev.lawn.common.net.TunnelException;
import org.jspecify.annotations.Nullable;

/** The node's one way out. There is never a second. */
sealed interface Upstream permits DirectUpstream, HttpUpstream, SocksUpstream {

    /**
     * The way of a node.
     *
     * @param proxy null for the host's own way
     * @param bind the host's address to go out by without a proxy; null for the kernel's choice
     */
    static Upstream of(@Nullable ProxyAddress proxy, @Nullable Bind bind, Way way) {
        if (proxy == null) {
            return new DirectUpstream(bind, way);
        }
        return switch (proxy.scheme()) {
            case HTTP, HTTPS -> new HttpUpstream(proxy, way);
            case SOCKS5, SOCKS5H, SOCKS4A -> new SocksUpstream(proxy, way);
        };
    }

    /**
     * A connection whose far end is the host itself, ready for its bytes.
     *
     * @param meter counts what the way there costs
     * @throws TunnelException says whose fault it is
     * @throws RefusedException where the relay leads nobody there
     */
    Connection tunnel(Authority to, Meter meter) throws TunnelException, RefusedException;

    /**
     * A connection for one plain request, and the request as it is to be sent there.
     *
     * @throws TunnelException says whose fault it is
     * @throws RefusedException where the relay leads nobody there
     */
    Road road(ProxyRequest.Forward request, Meter meter) throws TunnelException, RefusedException;
}
