package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.NodeState.Stopped;
import dev.lawn.supervisor.node.NodeState.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Ways down, and whether there is a way up again. */
class NodeMachineStopTest extends NodeMachineWorld {

    @Test
    void theStopLadderEndsWithKillAgainAndAgain() {
        NodeState state = state("connected");
        long now = NOW;
        StringBuilder climbed = new StringBuilder();
        Transition step = next(state, new NodeEvent.StopRequested(Reason.OPERATOR), now);
        for (int i = 0; i < 5; i++) {
            step.effects().forEach(effect -> climbed.append(text(effect)).append(' '));
            now = Objects.requireNonNull(step.next().wakeAt());
            step = next(step.next(), new NodeEvent.Tick(), now);
        }

        assertThat(climbed.toString()).isEqualTo("ask terminate kill kill kill ");
        assertThat(step.next().name()).isEqualTo(StateName.STOPPING);
        assertThat(next(step.next(), new NodeEvent.Exited(RUN), now).next())
                .isEqualTo(new Stopped(Reason.OPERATOR));
    }

    @Test
    void aPoliteStopReachesKillWithinTwelveSeconds() {
        Duration untilKill =
                StopRung.POLITE.stream()
                        .takeWhile(rung -> rung.action() != StopRung.Action.KILL)
                        .map(StopRung::patience)
                        .reduce(Duration.ZERO, Duration::plus);
        assertThat(untilKill).isLessThanOrEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void anOperatorsStopDuringAnotherStopWins() {
        NodeState stopping = state("stopping");

        NodeState asked = next(stopping, new NodeEvent.StopRequested(Reason.OPERATOR), NOW).next();

        assertThat(next(asked, new NodeEvent.Exited(RUN), NOW).next())
                .isEqualTo(new Stopped(Reason.OPERATOR));
    }

    @Test
    void aRestartStartsAgainWithoutBackoff() {
        NodeState stopping = next(state("connected"), new NodeEvent.RestartRequested(), NOW).next();

        Transition exited = next(stopping, new NodeEvent.Exited(RUN), NOW);

        assertThat(exited.next()).isEqualTo(new Waiting(NOW, Reason.OPERATOR, null, NONE));
        assertThat(exited.effects()).containsExactly(new Effect.AskForSlot(NOW));
    }

    @Test
    void aShutdownIsFinal() {
        for (String name : List.of("stopped", "waiting", "connected", "backoff", "stopping")) {
            NodeState down =
                    next(state(name), new NodeEvent.StopRequested(Reason.SHUTDOWN), NOW).next();
            for (String event : List.of("start", "restart", "stop")) {
                assertThat(next(down, event(event), NOW))
                        .as("%s, shut down, then %s", name, event)
                        .isEqualTo(Transition.to(down));
            }
        }
    }
}
