package dev.lawn.faults.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.faults.lawn.Relayed;
import dev.lawn.faults.world.MeteredWorld;
import dev.lawn.simulator.proxy.ProxyTraffic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    private static final long HALF_AN_HOUR = Duration.ofMinutes(30).toNanos();

    private final Map<String, ProxyTraffic> hosts =
            new HashMap<>(
                    Map.of(
                            MeteredWorld.API, traffic(2, 4_000, 16_000),
                            MeteredWorld.IP, traffic(3, 1_000, 4_000),
                            MeteredWorld.NODES, traffic(0, 50_000, 25_000)));

    private static ProxyTraffic traffic(long connections, long sent, long received) {
        return new ProxyTraffic(connections, 0, sent, received);
    }

    /** In which the relay counted that share of what the proxies did. */
    private Outcome outcome(double share, int haste) {
        ProxyTraffic all = hosts.values().stream().reduce(ProxyTraffic.NONE, ProxyTraffic::plus);
        Relayed relayed = new Relayed((long) (all.fromClient() * share), all.toClient(), null);
        Reading reading = new Reading(HALF_AN_HOUR, relayed, all, hosts);
        return new Outcome(reading, reading, haste, 1, List.of());
    }

    @Test
    void holdsUpToItsBounds() {
        Outcome outcome = outcome(0.991, 1);
        assertThat(outcome.controlPerHour()).isEqualTo(50_000);
        assertThat(outcome.broken()).isEmpty();
        assertThat(outcome(1, 2).controlPerHour()).isEqualTo(25_000);
    }

    @Test
    void moreControlIsTooMuch() {
        hosts.put(MeteredWorld.IP, traffic(3, 1_001, 4_000));
        assertThat(outcome(1, 1).broken()).singleElement().asString().contains("50002 bytes");
        assertThat(outcome(1, 2).broken()).isEmpty();
    }

    @Test
    void aRelayThatCountsOtherwiseIsTold() {
        assertThat(outcome(0.98, 1).broken()).singleElement().asString().contains("2.000 %");
    }

    @Test
    void onePageOfTheWebAppIsOneTooMany() {
        hosts.put(MeteredWorld.APP, traffic(1, 1, 1));
        assertThat(outcome(1, 2).broken()).singleElement().asString().contains("asked 1 times");
    }

    @Test
    void whatMeasuredNothingDoesNotHold() {
        hosts.remove(MeteredWorld.API);
        assertThat(outcome(1, 1).broken()).singleElement().asString().contains("nothing");
    }

    @Test
    void aStrangerIsNobodysCostButIsShown() {
        hosts.put("update.example.com", traffic(1, 900_000, 900_000));
        assertThat(outcome(1, 1).broken()).isEmpty();
        assertThat(outcome(1, 1).lines())
                .anySatisfy(line -> assertThat(line).startsWith("| update.example.com | other |"));
    }
}
