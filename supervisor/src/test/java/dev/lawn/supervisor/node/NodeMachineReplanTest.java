package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.NodeState.Backoff;
import dev.lawn.supervisor.node.NodeState.Connecting;
import dev.lawn.supervisor.node.NodeState.Quarantined;
import dev.lawn.supervisor.node.NodeState.SigningIn;
import dev.lawn.supervisor.node.NodeState.Starting;
import dev.lawn.supervisor.node.NodeState.Stopping;
import dev.lawn.supervisor.node.NodeState.Then;
import dev.lawn.supervisor.node.NodeState.Waiting;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a new definition of its service does to a node. */
class NodeMachineReplanTest extends NodeMachineWorld {

    @Test
    void aNewDefinitionTakesANodeOutOfWhatItCanMendAndOutOfNothingElse() {
        Set<Reason> mended =
                EnumSet.of(
                        Reason.SITE_CHANGED,
                        Reason.NOT_EARNING,
                        Reason.SITE_DOWN,
                        Reason.EXTENSION_NOT_LOADED,
                        Reason.EXTENSION_DEAD,
                        Reason.EXTENSION_DISCONNECTED,
                        Reason.CONNECT_TIMEOUT,
                        Reason.EGRESS_UNPROVEN);
        for (Reason reason : Reason.values()) {
            NodeState backoff = new Backoff(reason, NOW + 5 * SECOND, inARow(8));
            NodeState quarantined = new Quarantined(reason, null);
            Waiting fresh = new Waiting(NOW, reason, null, NONE);

            assertThat(next(backoff, event("redefined"), NOW).next())
                    .isEqualTo(mended.contains(reason) ? fresh : backoff);
            assertThat(next(quarantined, event("redefined"), NOW).next())
                    .isEqualTo(reason == Reason.TOO_MANY_FAILURES ? fresh : quarantined);
        }
    }

    @Test
    void whatFailsByTheOldDefinitionAfterAReloadIsTriedByTheNewOneSoon() {
        for (String starting : List.of("starting", "signing_in", "connecting")) {
            NodeState told =
                    next(withFailures(starting, inARow(8)), event("redefined"), NOW).next();

            assertThat(told.name()).isEqualTo(state(starting).name());
            assertThat(next(told, event("exited"), NOW).next())
                    .isInstanceOfSatisfying(
                            Backoff.class, b -> assertThat(b.until()).isEqualTo(NOW + 2 * SECOND));
        }
    }

    private static NodeState withFailures(String name, Failures failures) {
        return switch (state(name)) {
            case Starting s -> new Starting(s.run(), s.deadline(), failures);
            case SigningIn s ->
                    new SigningIn(s.run(), s.mending(), s.quietLimit(), s.deadline(), failures);
            case Connecting s ->
                    new Connecting(s.run(), s.reason(), s.quietLimit(), s.deadline(), failures);
            case NodeState other -> throw new AssertionError(other);
        };
    }

    @Test
    void aNodeOnItsWayIntoAStateThatAReloadEndsGoesOn() {
        for (Map.Entry<Then, Boolean> each :
                Map.<Then, Boolean>of(
                                new Then.BackOff(inARow(8)), true,
                                new Then.Quarantine(Reason.TOO_MANY_FAILURES, null), true,
                                new Then.Quarantine(Reason.LOGIN_REJECTED, null), false,
                                new Then.Quarantine(Reason.PROTOCOL, null), false,
                                new Then.StayDown(), false)
                        .entrySet()) {
            NodeState stopping =
                    new Stopping(
                            RUN, Reason.SITE_CHANGED, StopRung.POLITE, NOW + SECOND, each.getKey());

            NodeState told = next(stopping, event("redefined"), NOW).next();

            assertThat(next(told, event("exited"), NOW).next() instanceof Waiting)
                    .as("%s", each.getKey())
                    .isEqualTo(each.getValue());
        }
    }
}
