package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.supervisor.node.NodeState.AwaitingLeave;
import dev.lawn.supervisor.node.NodeState.Connected;
import dev.lawn.supervisor.node.NodeState.Connecting;
import dev.lawn.supervisor.node.NodeState.Deadline;
import dev.lawn.supervisor.node.NodeState.Degraded;
import dev.lawn.supervisor.node.NodeState.SigningIn;
import dev.lawn.supervisor.node.NodeState.Starting;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How long a state may last, and a worker be silent. */
class NodeMachineDeadlinesTest extends NodeMachineWorld {

    @Test
    void aSilentWorkerIsHungAfterItsLimitAndNotBefore() {
        Connected connected = new Connected(new Run(RUN, NOW), NOW, QUIET, NONE);

        assertThat(connected.wakeAt()).isEqualTo(NOW + 15 * SECOND);
        assertThat(next(connected, new NodeEvent.Tick(), NOW + 15 * SECOND - 1).next())
                .isSameAs(connected);
        Transition hung = next(connected, new NodeEvent.Tick(), NOW + 15 * SECOND);
        assertThat(hung.next().reason()).isEqualTo(Reason.WORKER_HUNG);
        assertThat(hung.effects())
                .containsExactly(new Effect.Take(RUN, StopRung.Action.DUMP_THREADS));
    }

    @Test
    void aBeatMovesTheLimit() {
        Connected connected = new Connected(new Run(RUN, NOW), NOW, QUIET, NONE);

        NodeState beaten =
                next(connected, said(new WorkerMessage.Heartbeat(RUN, 1)), NOW + 10 * SECOND)
                        .next();

        assertThat(beaten.wakeAt()).isEqualTo(NOW + 25 * SECOND);
    }

    @Test
    void aStateThatLastsTooLongEndsWithItsOwnReason() {
        long due = LATER.at();
        assertThat(STATES.values().stream().filter(s -> s instanceof Starting).toList())
                .singleElement()
                .satisfies(
                        starting ->
                                assertThat(
                                                next(starting, new NodeEvent.Tick(), due)
                                                        .next()
                                                        .reason())
                                        .isEqualTo(Reason.START_TIMEOUT));
    }

    @Test
    void everyLivePhaseHasItsOwnDeadline() {
        assertThat(deadlineAfter("starting", "signing_in")).isEqualTo(NOW + 180 * SECOND);
        assertThat(deadlineAfter("starting", "connecting")).isEqualTo(NOW + 105 * SECOND);
        assertThat(deadlineAfter("connected", "disconnected")).isEqualTo(NOW + 300 * SECOND);
        assertThat(deadlineAfter("waiting", "slot")).isEqualTo(NOW + 60 * SECOND);
    }

    @Test
    void theTimeForASignInBeginsWithItsLeave() {
        NodeState signing = next(state("awaiting_leave"), event("leave"), NOW).next();

        assertThat(signing)
                .isInstanceOfSatisfying(
                        SigningIn.class,
                        s -> assertThat(s.deadline().at()).isEqualTo(NOW + 180 * SECOND));
        assertThat(((AwaitingLeave) state("awaiting_leave")).deadline()).isNull();
    }

    @Test
    void aBusyHostGivesAStartMoreTime() {
        NodeState starting =
                next(state("waiting"), new NodeEvent.SlotGranted(TICKET, RUN, 2.5), NOW).next();

        assertThat(Objects.requireNonNull(((NodeState.Live) starting).deadline()).at())
                .isEqualTo(NOW + 150 * SECOND);
    }

    @Test
    void whatIsMissingFollowsTheLastSampleAndTheDeadlineStays() {
        Degraded before = (Degraded) state("degraded");

        Degraded after = (Degraded) next(before, sample(null, null), NOW).next();

        assertThat(after.deadline())
                .isEqualTo(new Deadline(before.untilHealed().at(), Reason.EXTENSION_DEAD));
        Connecting connecting =
                (Connecting) next(state("connecting"), sample(true, null), NOW).next();
        assertThat(connecting.deadline().reason()).isEqualTo(Reason.EGRESS_UNPROVEN);
        assertThat(next(connecting, sample(false, null), NOW).next())
                .isInstanceOfSatisfying(
                        Connecting.class,
                        c -> assertThat(c.deadline().reason()).isEqualTo(Reason.CONNECT_TIMEOUT));
    }
}
