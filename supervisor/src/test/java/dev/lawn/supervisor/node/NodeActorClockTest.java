package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Silence, and pauses of our own. */
class NodeActorClockTest extends NodeActorWorld {

    @Test
    void aSilentWorkerLosesItsThreadDumpThenItsLife() {
        connect();

        becomeHung();
        time.advance(Duration.ofSeconds(1));

        await().untilAsserted(
                        () ->
                                assertThat(launcher.log)
                                        .containsExactly("launch", "send DumpThreads", "kill"));
    }

    @Test
    void whoWasStoppedItselfListensBeforeItJudges() {
        connect();

        time.leap(Duration.ofMinutes(5));
        launcher.last().beats(2);
        time.advance(Duration.ofSeconds(5));

        awaitMailbox();
        assertThat(node.view().state()).isEqualTo(StateName.CONNECTED);
        assertThat(launcher.log).containsExactly("launch");
    }

    @Test
    void whoWasStoppedItselfStillFindsTheSilentOne() {
        connect();

        time.leap(Duration.ofMinutes(5));
        time.advance(Duration.ofSeconds(5));

        awaitState(StateName.STOPPING);
        assertThat(node.view().reason()).isEqualTo(Reason.WORKER_HUNG);
    }

    @Test
    void aClockThatJumpsMovesNoDeadline() {
        connect();

        time.jump(Duration.ofDays(30));
        time.jump(Duration.ofDays(-60));
        time.advance(Duration.ofSeconds(14));
        awaitMailbox();
        assertThat(node.view().state()).isEqualTo(StateName.CONNECTED);

        time.advance(Duration.ofMillis(1500));
        awaitState(StateName.STOPPING);
        assertThat(node.view().reason()).isEqualTo(Reason.WORKER_HUNG);
    }

    @Test
    void aPauseOfOursAsLongAsAWorkersPatienceIsNoHang() {
        for (long pause : List.of(14_600L, 15_000L, 15_900L)) {
            if (launcher.workers.size() == 1 && node.view().state() != StateName.CONNECTED) {
                connect();
            }
            launcher.last().beats(pause);
            awaitMailbox();
            time.leap(Duration.ofMillis(pause));
            launcher.last().beats(pause + 1);
            time.advance(Duration.ofMillis(500));
            awaitMailbox();
            assertThat(node.view().state()).as("%d ms", pause).isEqualTo(StateName.CONNECTED);
        }
        assertThat(launcher.log).containsExactly("launch");
    }
}
