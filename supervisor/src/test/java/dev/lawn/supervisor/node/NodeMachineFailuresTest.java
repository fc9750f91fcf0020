package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.supervisor.node.NodeState.Backoff;
import dev.lawn.supervisor.node.NodeState.Connected;
import dev.lawn.supervisor.node.NodeState.Quarantined;
import dev.lawn.supervisor.node.NodeState.Starting;
import dev.lawn.supervisor.node.NodeState.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What adds up to a longer backoff and to quarantine, and what is forgotten. */
class NodeMachineFailuresTest extends NodeMachineWorld {

    @Test
    void aBackoffThatIsOverAsksForASlotAndRemembersWhy() {
        Backoff backoff = new Backoff(Reason.BROWSER_DIED, NOW, inARow(3));

        Transition over = next(backoff, new NodeEvent.Tick(), NOW);

        assertThat(over.next()).isEqualTo(new Waiting(NOW, Reason.BROWSER_DIED, null, inARow(3)));
        assertThat(over.effects()).containsExactly(new Effect.AskForSlot(NOW));
        assertThat(next(over.next(), new NodeEvent.SlotGranted(NOW, "run-2", 1), NOW).effects())
                .containsExactly(new Effect.Launch("run-2", Reason.BROWSER_DIED, 1));
    }

    @Test
    void failuresAddUpAndEarningForgetsThemBitByBit() {
        for (Map.Entry<Duration, Integer> each :
                Map.of(
                                Duration.ofSeconds(29), 25,
                                Duration.ofSeconds(30), 24,
                                Duration.ofMinutes(5), 15,
                                Duration.ofMinutes(9), 7,
                                Duration.ofMinutes(10), 1)
                        .entrySet()) {
            long since = NOW - each.getKey().toNanos();
            Connected connected = new Connected(LIVE, since, QUIET, inARow(24));
            assertThat(next(connected, event("exited"), NOW).next())
                    .isInstanceOfSatisfying(
                            Backoff.class,
                            b ->
                                    assertThat(b.failures().inARow())
                                            .as("after %s", each.getKey())
                                            .isEqualTo(each.getValue()));
        }
        Connected once = new Connected(LIVE, NOW - 90 * SECOND, QUIET, inARow(1));
        assertThat(next(once, event("exited"), NOW).next())
                .isInstanceOfSatisfying(
                        Backoff.class, b -> assertThat(b.failures().inARow()).isEqualTo(1));
    }

    @Test
    void tenMinutesOfEarningAreRememberedWhateverComesNext() {
        Connected old =
                new Connected(LIVE, NOW - Duration.ofMinutes(10).toNanos(), QUIET, inARow(4));

        for (String event : List.of("signing_in", "connecting", "captcha", "disconnected")) {
            NodeState next = next(old, event(event), NOW).next();
            assertThat(((NodeState.Live) next).failures().inARow()).as(event).isZero();
        }
    }

    @Test
    void tooManyFailedStartsWithinAnHourEndInQuarantine() {
        Failures two = new Failures(2, List.of(NOW - 10 * SECOND, NOW - 5 * SECOND));
        Failures three = two.anotherFailedStart(NOW - SECOND);

        assertThat(next(starting(two), event("exited"), NOW).next())
                .isInstanceOfSatisfying(
                        Backoff.class,
                        b -> assertThat(b.failures().failedStarts(NOW)).isEqualTo(3));
        assertThat(next(starting(three), event("exited"), NOW).next())
                .isEqualTo(new Quarantined(Reason.TOO_MANY_FAILURES, Reason.WORKER_EXITED));
        long anHourLater = NOW + Duration.ofHours(1).toNanos();
        assertThat(next(starting(three), event("exited"), anHourLater).next())
                .isInstanceOf(Backoff.class);
    }

    @Test
    void whatIsNotTheNodesOwnDoingNeverEndsInQuarantine() {
        Failures many = new Failures(9, List.of(NOW - 3 * SECOND, NOW - 2 * SECOND, NOW - SECOND));
        for (Reason reason :
                List.of(Reason.PROXY_UNREACHABLE, Reason.SITE_DOWN, Reason.CONNECT_TIMEOUT)) {
            NodeEvent fault = said(new WorkerMessage.Fault(RUN, "demo", reason, "no"));
            NodeState stopping = next(starting(many), fault, NOW).next();
            assertThat(next(stopping, event("exited"), NOW).next())
                    .as("%s", reason)
                    .isInstanceOf(Backoff.class);
        }
        Connected connected = new Connected(LIVE, NOW - SECOND, QUIET, many);
        assertThat(next(connected, event("exited"), NOW).next()).isInstanceOf(Backoff.class);
    }

    private static Starting starting(Failures failures) {
        return new Starting(LIVE, LATER, failures);
    }
}
