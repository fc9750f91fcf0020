package dev.lawn.worker.relay;

import dev.lawn.common.model.Bind;
import dev.lawn.common.net.Connection;
import dev.lawn.common.net.Dial;
import dev.lawn.common.net.Names;
import dev.lawn.common.net.TunnelException;
import dev.lawn.common.net.WayFault;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The host's own way out, by the address the kernel chooses or one that is given. Names resolve on
 * this host, once: the address that was checked is the one connected to.
 */
record DirectUpstream(@Nullable Bind bind, Way way) implements Upstream {

    @Override
    public Connection tunnel(Authority to, Meter meter) throws TunnelException, RefusedException {
        way.targets().check(to);
        List<InetAddress> wanted = way.targets().allowed(to, resolved(to));
        return bind == null
                ? connected(to, wanted, Dial.ANY_SOURCE)
                : connected(to, wanted, sources(bind));
    }

    @Override
    public Road road(ProxyRequest.Forward request, Meter meter)
            throws TunnelException, RefusedException {
        return Road.toHost(tunnel(request.to(), meter), request);
    }

    private List<InetAddress> resolved(Authority to) throws TunnelException {
        try {
            return Names.resolve(to.host(), way.patience());
        } catch (IOException e) {
            throw new TunnelException(WayFault.BAD_GATEWAY, String.valueOf(e.getMessage()));
        }
    }

    private static Sources sources(Bind bind) throws TunnelException {
        List<InetAddress> ours = bind.addresses();
        if (ours.isEmpty()) {
            throw new TunnelException(
                    WayFault.BIND,
                    "this host has no address or interface %s that is up".formatted(bind));
        }
        return new Sources(ours);
    }

    private Connection connected(
            Authority to,
            List<InetAddress> wanted,
            Function<InetAddress, Optional<InetAddress>> source)
            throws TunnelException {
        List<InetAddress> reachable =
                source instanceof Sources ours
                        ? wanted.stream().filter(each -> ours.apply(each).isPresent()).toList()
                        : wanted;
        try {
            return Sockets.keptAlive(
                    Connection.of(Dial.direct(reachable, to.port(), way.patience(), source)));
        } catch (BindException e) {
            // Without an address of ours it is the far side's: EACCES and EADDRNOTAVAIL of connect.
            throw bind == null
                    ? unreachable(to, e)
                    : new TunnelException(
                            WayFault.BIND,
                            "cannot go out by %s: %s".formatted(bind, e.getMessage()));
        } catch (IOException e) {
            throw unreachable(to, e);
        }
    }

    private static TunnelException unreachable(Authority to, IOException e) {
        return new TunnelException(
                WayFault.BAD_GATEWAY, "cannot connect to %s: %s".formatted(to, e.getMessage()));
    }

    /** The first of ours of the same family; empty where there is none: never another way. */
    private record Sources(List<InetAddress> ours)
            implements Function<InetAddress, Optional<InetAddress>> {

        @Override
        public Optional<InetAddress> apply(InetAddress far) {
            return ours.stream().filter(each -> each.getClass() == far.getClass()).findFirst();
        }
    }
}
