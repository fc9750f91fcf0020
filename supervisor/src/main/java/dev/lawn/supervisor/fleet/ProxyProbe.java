package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Reason;
import java.net.URI;
import java.util.Optional;

/** Looks whether a proxy lets anyone through, without a browser. */
@FunctionalInterface
interface ProxyProbe {

    /**
     * Tries the way through that proxy to a service.
     *
     * @return why it does not work; empty where it does. Takes up to half a minute
     */
    Optional<Reason> failure(ProxyAddress proxy, URI service);
}
