package dev.lawn.worker.relay;

import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.net.Connection;
import dev.lawn.common.net.HttpHead;
import dev.lawn.common.net.ProxyTunnel;
import dev.lawn.common.net.TunnelException;

/** An HTTP proxy, over TCP or TLS: tunnels by CONNECT, plain requests in absolute form. */
record HttpUpstream(ProxyAddress proxy, Way way) implements Upstream {

    @Override
    public Connection tunnel(Authority to, Meter meter) throws TunnelException, RefusedException {
        way.targets().check(to);
        return Sockets.keptAlive(way.through(proxy, meter).open(to.host(), to.port()));
    }

    /** Many proxies allow CONNECT to port 443 only: what can go without it does. */
    @Override
    public Road road(ProxyRequest.Forward request, Meter meter)
            throws TunnelException, RefusedException {
        if (request.upgrades()) {
            // An upgrade ends at the next hop; the server behind the proxy is to be that hop.
            return Road.toHost(tunnel(request.to(), meter), request);
        }
        way.targets().check(request.to());
        ProxyTunnel through = way.through(proxy, meter);
        Connection toProxy = Sockets.keptAlive(through.toProxy());
        HttpHead head = request.absoluteForm();
        return new Road(
                toProxy,
                through.authorization()
                        .map(value -> head.with("Proxy-Authorization", value))
                        .orElse(head),
                true);
    }
}
