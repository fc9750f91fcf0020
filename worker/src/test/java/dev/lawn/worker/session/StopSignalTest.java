package dev.lawn.worker.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lawn.worker.browser.Alarm;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StopSignalTest {

    private final StopSignal stop = new StopSignal(Thread.currentThread());

    @Test
    void endsAWait() {
        stop.request();
        assertThatThrownBy(() -> new Alarm().pause(Duration.ofHours(1)))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void interruptsOnceHoweverOftenItIsAsked() {
        stop.request();
        assertThat(Thread.interrupted()).isTrue();
        stop.request();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void leavesAQuitAloneThatHasBegun() {
        stop.ending();
        stop.request();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void takesBackAnInterruptionThatCameJustBeforeTheQuit() {
        stop.request();
        stop.ending();
        assertThat(Thread.interrupted()).isFalse();
    }
}
