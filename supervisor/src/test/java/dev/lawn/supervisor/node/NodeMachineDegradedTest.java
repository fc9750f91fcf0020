package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.NodeState.Backoff;
import dev.lawn.supervisor.node.NodeState.Connected;
import dev.lawn.supervisor.node.NodeState.Degraded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A node that is connected and does not earn, by its own fault or by an outage. */
class NodeMachineDegradedTest extends NodeMachineWorld {

    @Test
    void aNodeThatIsNotListedIsStartedAnewAndEachTimeLater() {
        NodeState state = state("connected");
        List<Long> minutes = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Degraded degraded = (Degraded) next(state, listed(false), NOW).next();
            assertThat(degraded.reason()).isEqualTo(Reason.NOT_EARNING);
            long until = degraded.untilHealed().at();
            minutes.add(Duration.ofNanos(until - NOW).toMinutes());
            NodeState alive = degraded.withRun(LIVE.beatAt(until));
            NodeState stopping = next(alive, event("tick"), until).next();
            assertThat(stopping.reason()).isEqualTo(Reason.NOT_EARNING);
            Backoff backoff = (Backoff) next(stopping, event("exited"), until).next();
            assertThat(backoff.failures().failedStarts(until)).isZero();
            // Connected for long before the list is known again: that forgets no such restart.
            Connected again = new Connected(LIVE, NOW - 3600 * SECOND, QUIET, backoff.failures());
            state = next(again, event("earning"), NOW).next();
        }
        assertThat(minutes).containsExactly(6L, 12L, 24L, 48L, 96L, 192L, 384L, 768L, 1440L);

        NodeState listed = next(state, listed(true), NOW).next();
        Degraded fresh = (Degraded) next(listed, listed(false), NOW).next();
        assertThat(fresh.untilHealed().at()).isEqualTo(NOW + 360 * SECOND);
    }

    @Test
    void whatIsUnknownOfTheListKeepsNobodyFromEarning() {
        NodeState degraded = next(state("connected"), listed(false), NOW).next();

        assertThat(next(degraded, event("earning"), NOW).next()).isInstanceOf(Connected.class);
        assertThat(next(degraded, listed(true), NOW).next()).isInstanceOf(Connected.class);
    }

    @Test
    void aLostConnectionHasItsOwnTimeWhateverTheListSaid() {
        NodeState unlisted = next(state("connected"), listed(false), NOW).next();
        long later = NOW + 60 * SECOND;

        for (String event : List.of("disconnected", "unknown")) {
            Degraded lost = (Degraded) next(unlisted, event(event), later).next();
            assertThat(lost.reason()).isNotEqualTo(Reason.NOT_EARNING);
            assertThat(lost.untilHealed().at()).isEqualTo(later + 300 * SECOND);
        }
    }

    @Test
    void beingToldAgainThatItIsNotListedChangesNothing() {
        NodeState unlisted = next(state("connected"), listed(false), NOW).next();

        assertThat(next(unlisted, listed(false), NOW + 60 * SECOND).next()).isEqualTo(unlisted);
    }

    @Test
    void whatIsBeingMendedStaysTheReasonUntilTheExtensionSpeaks() {
        NodeState mending = next(state("connected"), event("mending"), NOW).next();

        NodeState silent = next(mending, event("unknown"), NOW).next();
        NodeState speaking = next(silent, event("disconnected"), NOW).next();

        assertThat(silent.reason()).isEqualTo(Reason.RENDERER_CRASHED);
        assertThat(speaking.reason()).isEqualTo(Reason.EXTENSION_DISCONNECTED);
        assertThat(next(speaking, event("earning"), NOW).next().name())
                .isEqualTo(StateName.CONNECTED);
    }

    @Test
    void whoWaitsShowsWhatItWaitsFor() {
        NodeState waiting = state("waiting");

        NodeState held =
                machine.next(waiting, event("hold_changed"), Reason.PROXY_UNREACHABLE, NOW).next();

        assertThat(held.reason()).isEqualTo(Reason.PROXY_UNREACHABLE);
        assertThat(next(held, event("hold_changed"), NOW).next()).isEqualTo(waiting);
    }

    @Test
    void anOutageStopsTheClockOfADegradedNode() {
        NodeState degraded = state("degraded");

        NodeState held =
                machine.next(degraded, event("hold_changed"), Reason.SERVICE_OUTAGE, NOW).next();
        long later = LATER.at() + Duration.ofHours(1).toNanos();
        NodeState beaten = ((NodeState.Live) held).withRun(new Run(RUN, later));
        NodeState still = machine.next(beaten, event("tick"), Reason.SERVICE_OUTAGE, later).next();
        NodeState over = next(still, event("hold_changed"), later).next();

        assertThat(still.name()).isEqualTo(StateName.DEGRADED);
        assertThat(still.reason()).isEqualTo(Reason.SERVICE_OUTAGE);
        assertThat(over.reason()).isEqualTo(Reason.EXTENSION_DISCONNECTED);
        assertThat(Objects.requireNonNull(((NodeState.Live) over).deadline()).at())
                .as("what was left of it, and its turn after the others")
                .isBetween(LATER.at() + later - NOW, LATER.at() + later - NOW + 30 * SECOND);
    }

    @Test
    void anOutageExcusesNoDeadExtension() {
        NodeState held =
                machine.next(state("connected"), event("mending"), Reason.SERVICE_OUTAGE, NOW)
                        .next();

        assertThat(held.reason()).isEqualTo(Reason.RENDERER_CRASHED);
        assertThat(Objects.requireNonNull(((NodeState.Live) held).deadline()).at())
                .isEqualTo(NOW + 30 * SECOND);
    }

    @Test
    void aConnectedNodeIsNotRestartedWhileNobodyTellsItsExitIp() {
        Degraded unproven = (Degraded) next(state("connected"), event("no_egress"), NOW).next();
        long later = NOW + Duration.ofHours(9).toNanos();
        NodeState alive = unproven.withRun(LIVE.beatAt(later));

        assertThat(unproven.reason()).isEqualTo(Reason.EGRESS_UNPROVEN);
        assertThat(next(alive, event("tick"), later)).isEqualTo(Transition.to(alive));
        assertThat(next(alive, event("earning"), later).next()).isInstanceOf(Connected.class);
        NodeState silent = next(alive, event("tick"), later + QUIET.toNanos()).next();
        assertThat(silent.reason()).isEqualTo(Reason.WORKER_HUNG);
    }

    @Test
    void whatFollowsAnUnknownExitIpHasAllItsTime() {
        Degraded unproven = (Degraded) next(state("connected"), event("no_egress"), NOW).next();
        long later = NOW + Duration.ofHours(9).toNanos();
        NodeState alive = unproven.withRun(LIVE.beatAt(later));

        for (String event : List.of("disconnected", "unknown")) {
            Degraded lost = (Degraded) next(alive, event(event), later).next();
            assertThat(Objects.requireNonNull(lost.deadline()).at())
                    .isEqualTo(later + 300 * SECOND);
        }
        Degraded unlisted = (Degraded) next(alive, listed(false), later).next();
        assertThat(Objects.requireNonNull(unlisted.deadline()).at())
                .isEqualTo(later + 360 * SECOND);
    }

    @Test
    void anOutageOfTheServiceExplainsNoUnknownExitIp() {
        NodeState unproven = next(state("connected"), event("no_egress"), NOW).next();

        for (Reason hold : List.of(Reason.SERVICE_OUTAGE, Reason.PROXY_UNREACHABLE)) {
            NodeState held = machine.next(unproven, event("hold_changed"), hold, NOW).next();
            assertThat(held.reason())
                    .isEqualTo(hold == Reason.SERVICE_OUTAGE ? Reason.EGRESS_UNPROVEN : hold);
        }
    }
}
