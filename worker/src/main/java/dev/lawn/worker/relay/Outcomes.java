package dev.lawn.worker.relay;

import dev.lawn.common.net.TunnelException;
import dev.lawn.common.net.WayFault;
import dev.lawn.worker.relay.Traffic.Destination;
import java.util.Optional;

/**
 * What the latest attempts to go out say of the way. A proxy that cannot be used is so for every
 * host; what it says of one host tells of the way only where that host is the service's own: a page
 * may ask for many that a proxy does not lead to. Thread-safe.
 */
final class Outcomes {

    private volatile Optional<UpstreamFailure> way = Optional.empty();
    private volatile Optional<UpstreamFailure> service = Optional.empty();

    void failed(Destination to, TunnelException e) {
        Optional<UpstreamFailure> failure =
                Optional.of(new UpstreamFailure(e.reason(), String.valueOf(e.getMessage())));
        if (isOfProxy(e.fault())) {
            way = failure;
        } else if (to == Destination.CONTROL) {
            service = failure;
        }
    }

    /** Whatever the host is; a proxy that waits for one in vain may let us wait as well. */
    private static boolean isOfProxy(WayFault fault) {
        return switch (fault) {
            case UNREACHABLE, PROTOCOL, DNS, TLS, PROXY_AUTH, BIND -> true;
            case TIMEOUT, FORBIDDEN, BAD_GATEWAY -> false;
        };
    }

    void wentWell(Destination to) {
        way = Optional.empty();
        if (to == Destination.CONTROL) {
            service = Optional.empty();
        }
    }

    /** The relay itself led nobody out. */
    void failed(UpstreamFailure failure) {
        way = Optional.of(failure);
    }

    Optional<UpstreamFailure> latest() {
        Optional<UpstreamFailure> ofWay = way;
        return ofWay.isPresent() ? ofWay : service;
    }
}
