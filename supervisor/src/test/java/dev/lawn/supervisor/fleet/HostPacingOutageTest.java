package dev.lawn.supervisor.fleet;

import static dev.lawn.supervisor.Examples.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.FleetPlan;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A service that is down for all. */
class HostPacingOutageTest extends HostPacingWorld {

    @Test
    void aNewDefinitionEndsWhatWasTakenForAnOutage() {
        FleetPlan same =
                plan(
                        node("a", proxy("192.0.2.1")),
                        node("b", proxy("192.0.2.1")),
                        node("c", proxy("192.0.2.2")));
        for (String node : List.of("a", "b", "c")) {
            seen(node, StateName.STOPPING, Reason.SITE_CHANGED);
            seen(node, StateName.WAITING, Reason.SERVICE_OUTAGE);
            ask(node);
        }
        told.clear();
        pacing.replan(same, Set.of("other"));
        assertThat(hold("a")).isEqualTo(Reason.SERVICE_OUTAGE);
        assertThat(told).isEmpty();

        pacing.replan(same, Set.of("demo"));

        assertThat(pacing.downs().services()).containsEntry("demo", false);
        assertThat(granted).contains("a", "b");
    }

    @Test
    void whoWasRemovedHasNoSayInAnOutage() {
        for (String node : List.of("a", "b")) {
            seen(node, StateName.CONNECTED, null);
            seen(node, StateName.DEGRADED, Reason.EXTENSION_DISCONNECTED);
        }
        assertThat(pacing.downs().services()).containsEntry("demo", true);

        pacing.replan(plan(node("c", proxy("192.0.2.2"))), Set.of());

        assertThat(pacing.downs().services()).containsEntry("demo", false);
        assertThat(hold("c")).isNull();
    }

    @Test
    void inAnOutageNobodyStartsUntilACanaryConnects() {
        for (String node : List.of("a", "b", "c")) {
            seen(node, StateName.CONNECTED, null);
        }
        for (String node : List.of("a", "b", "c")) {
            seen(node, StateName.DEGRADED, Reason.EXTENSION_DISCONNECTED);
        }
        assertThat(hold("a")).isEqualTo(Reason.SERVICE_OUTAGE);
        seen("a", StateName.STOPPING, Reason.EXTENSION_DISCONNECTED);
        seen("a", StateName.BACKOFF, Reason.EXTENSION_DISCONNECTED);
        seen("a", StateName.WAITING, Reason.SERVICE_OUTAGE);
        ask("a");
        ask("b");
        assertThat(granted).isEmpty();

        time.advance(Duration.ofSeconds(15));
        assertThat(granted).containsExactly("a");
        assertThat(canaries).containsExactly("a");
        assertThat(pacing.downs().services()).containsEntry("demo", true);

        seen("a", StateName.CONNECTED, null);
        assertThat(granted).containsExactly("a", "b");
        assertThat(pacing.downs().services()).containsEntry("demo", false);
    }
}
