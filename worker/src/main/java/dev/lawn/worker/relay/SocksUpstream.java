package dev.lawn.worker.relay;

import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.net.Connection;
import dev.lawn.common.net.TunnelException;

/** A SOCKS proxy of either version; it resolves the names. */
record SocksUpstream(ProxyAddress proxy, Way way) implements Upstream {

    @Override
    public Connection tunnel(Authority to, Meter meter) throws TunnelException, RefusedException {
        way.targets().check(to);
        return Sockets.keptAlive(way.through(proxy, meter).open(to.host(), to.port()));
    }

    @Override
    public Road road(ProxyRequest.Forward request, Meter meter)
            throws TunnelException, RefusedException {
        return Road.toHost(tunnel(request.to(), meter), request);
    }
}
