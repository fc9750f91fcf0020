package dev.lawn.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.worker.browser.Commands;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VerdictInTimeTest {

    /**
     * After so long a silence the supervisor takes the worker itself for hung; docs/protocol.md.
     */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    @Test
    void whoHangsIsToldBeforeTheWorkerItselfIsTakenForHung() {
        Duration untold = Reports.BEAT.plus(Watching.SLOWEST_ROUND).plus(Commands.LONGEST);
        assertThat(untold).isLessThan(SILENCE);
    }
}
