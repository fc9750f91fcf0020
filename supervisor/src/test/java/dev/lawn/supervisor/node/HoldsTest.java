package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.supervisor.Examples;
import dev.lawn.supervisor.node.NodeState.AwaitingLeave;
import dev.lawn.supervisor.node.NodeState.Connected;
import dev.lawn.supervisor.node.NodeState.Deadline;
import dev.lawn.supervisor.node.NodeState.NeedsHuman;
import dev.lawn.supervisor.node.NodeState.Starting;
import dev.lawn.supervisor.node.NodeState.Stopping;
import dev.lawn.supervisor.node.NodeState.Then;
import dev.lawn.supervisor.node.NodeState.Waiting;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Holds that end a run: a way out that leaks, and a day's traffic that is used up. */
class HoldsTest {

    private static final long NOW = 1_000_000_000_000L;
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final Run RUN = new Run("run-1", NOW);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final NodeState STARTING =
            new Starting(RUN, Deadline.in(SECOND, Reason.START_TIMEOUT, NOW), Failures.NONE);
    private static final NodeState AWAITING = new AwaitingLeave(RUN, QUIET, Failures.NONE);
    private static final NodeState PARKED = new NeedsHuman(RUN, Reason.OTP, QUIET, Failures.NONE);
    private static final NodeState CONNECTED = new Connected(RUN, NOW, QUIET, Failures.NONE);

    private final NodeMachine machine =
            new NodeMachine(
                    NodeTimings.of(Examples.timings(SECOND)),
                    new BackoffPolicy(() -> 0.5),
                    new FailurePolicy(3));

    private Transition next(NodeState state, NodeEvent event, Reason hold) {
        return machine.next(state, event, hold, NOW);
    }

    private static NodeEvent beat(String incarnation) {
        return new NodeEvent.Said(new WorkerMessage.Heartbeat(incarnation, 1));
    }

    private static void assertGoesDown(Transition transition, Reason reason) {
        assertThat(transition.next())
                .isInstanceOfSatisfying(
                        Stopping.class,
                        stopping -> {
                            assertThat(stopping.reason()).isEqualTo(reason);
                            assertThat(stopping.then()).isInstanceOf(Then.StartAgain.class);
                        });
        assertThat(transition.effects()).contains(new Effect.Take("run-1", StopRung.Action.ASK));
    }

    @Test
    void nobodyGoesOnByAWayOutThatLeaksWhateverTheyAreAt() {
        for (NodeState state : new NodeState[] {STARTING, AWAITING, PARKED, CONNECTED}) {
            assertGoesDown(
                    next(state, new NodeEvent.HoldChanged(), Reason.EGRESS_LEAK),
                    Reason.EGRESS_LEAK);
        }
    }

    /** The message that tells of the leak may be the one that asks for leave to sign in. */
    @Test
    void whoLeaksIsNotEvenAskedForLeaveToSignIn() {
        NodeEvent wanted = new NodeEvent.Said(new WorkerMessage.SignInWanted("run-1", "demo"));
        Transition transition = next(STARTING, wanted, Reason.EGRESS_LEAK);

        assertGoesDown(transition, Reason.EGRESS_LEAK);
        assertThat(transition.effects())
                .contains(new Effect.GiveBackSlot())
                .doesNotContain(new Effect.AskForLeave("run-1"));
    }

    @Test
    void whatAnOldWorkerSaysEndsNoNewOne() {
        assertThat(next(CONNECTED, beat("run-0"), Reason.EGRESS_LEAK).next()).isEqualTo(CONNECTED);
        assertGoesDown(next(CONNECTED, beat("run-1"), Reason.EGRESS_LEAK), Reason.EGRESS_LEAK);
    }

    @Test
    void aDaysTrafficEndsNoSignInAndTakesNobodyFromAPerson() {
        assertGoesDown(next(CONNECTED, beat("run-1"), Reason.TRAFFIC_LIMIT), Reason.TRAFFIC_LIMIT);
        assertThat(next(AWAITING, beat("run-1"), Reason.TRAFFIC_LIMIT).next())
                .isInstanceOf(AwaitingLeave.class);
        assertThat(next(PARKED, new NodeEvent.HoldChanged(), Reason.TRAFFIC_LIMIT).next())
                .isEqualTo(PARKED);
    }

    @Test
    void otherHoldsEndNobody() {
        assertThat(next(CONNECTED, new NodeEvent.HoldChanged(), Reason.PROXY_UNREACHABLE).next())
                .isEqualTo(CONNECTED);
    }

    @Test
    void whoIsDownWaitsAndSaysWhy() {
        NodeState stopping = next(CONNECTED, beat("run-1"), Reason.TRAFFIC_LIMIT).next();
        Transition down = next(stopping, new NodeEvent.Exited("run-1"), Reason.TRAFFIC_LIMIT);

        assertThat(down.next()).isInstanceOf(Waiting.class);
        assertThat(down.next().reason()).isEqualTo(Reason.TRAFFIC_LIMIT);
        assertThat(down.next().failures()).isEqualTo(Failures.NONE);
    }
}
