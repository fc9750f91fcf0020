package dev.lawn.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.common.net.TunnelException;
import dev.lawn.common.net.WayFault;
import dev.lawn.worker.relay.Traffic.Destination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomesTest {

    private final Outcomes outcomes = new Outcomes();

    private static TunnelException failure(WayFault fault) {
        return new TunnelException(fault, "what");
    }

    @ParameterizedTest
    @EnumSource(
            value = WayFault.class,
            names = {"TIMEOUT", "FORBIDDEN", "BAD_GATEWAY"})
    void whatIsSaidOfAHostCountsForTheServicesOwnAlone(WayFault fault) {
        outcomes.failed(Destination.OTHER, failure(fault));
        outcomes.failed(Destination.SERVICE, failure(fault));
        assertThat(outcomes.latest()).isEmpty();

        outcomes.failed(Destination.CONTROL, failure(fault));
        assertThat(outcomes.latest()).contains(new UpstreamFailure(fault.reason(), "what"));

        outcomes.wentWell(Destination.OTHER);
        assertThat(outcomes.latest()).as("another host is there").isPresent();
        outcomes.wentWell(Destination.CONTROL);
        assertThat(outcomes.latest()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = WayFault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TIMEOUT", "FORBIDDEN", "BAD_GATEWAY"})
    void whatIsSaidOfTheProxyCountsForEveryHost(WayFault fault) {
        outcomes.failed(Destination.OTHER, failure(fault));
        assertThat(outcomes.latest()).contains(new UpstreamFailure(fault.reason(), "what"));

        outcomes.wentWell(Destination.OTHER);
        assertThat(outcomes.latest()).isEmpty();
    }

    @Test
    void theProxysOwnFaultIsToldBeforeThatOfTheHost() {
        outcomes.failed(Destination.CONTROL, failure(WayFault.BAD_GATEWAY));
        outcomes.failed(Destination.OTHER, failure(WayFault.PROXY_AUTH));

        assertThat(outcomes.latest().orElseThrow().reason()).isEqualTo(Reason.PROXY_AUTH);
    }
}
