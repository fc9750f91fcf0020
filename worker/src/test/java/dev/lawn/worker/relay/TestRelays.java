package dev.lawn.worker.relay;

import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.TargetPattern;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings of relays whose world is loopback. */
public final class TestRelays {

    /** All of loopback, ports of other tests included. */
    static final Targets LOOPBACK =
            new Targets(
                    List.of(
                            new TargetPattern("127.0.0.0/8"),
                            new TargetPattern("::1"),
                            new TargetPattern("localhost")),
                    Set.of(),
                    new PortRange(0, -1));

    private TestRelays() {}

    /**
     * For everybody; all of the IPv4 loopback is the service's own.
     *
     * @param proxy null for the host's own way
     */
    public static RelaySettings by(@Nullable ProxyAddress proxy) {
        return new RelaySettings(
                proxy, null, LOOPBACK, List.of(new TargetPattern("127.0.0.0/8")), _ -> true);
    }
}
