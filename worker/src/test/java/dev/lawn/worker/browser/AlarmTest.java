package dev.lawn.worker.browser;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lawn.common.model.Reason;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AlarmTest {

    private final Alarm alarm = new Alarm();
    private final BrowserFault fault = new BrowserFault(Reason.BROWSER_DIED, "gone");

    /** Raises it as soon as that thread waits. */
    private void raiseOnceWaiting(Thread waiting) {
        Thread.ofVirtual()
                .start(
                        () -> {
                            while (waiting.getState() != Thread.State.TIMED_WAITING) {
                                Thread.onSpinWait();
                            }
                            alarm.raise(fault);
                        });
    }

    @Test
    void letsTimePass() {
        assertThatCode(() -> alarm.pause(Duration.ofMillis(1))).doesNotThrowAnyException();
    }

    @Test
    void endsAPause() {
        raiseOnceWaiting(Thread.currentThread());
        assertThatThrownBy(() -> alarm.pause(Duration.ofHours(1))).isSameAs(fault);
    }

    @Test
    void endsACommand() {
        raiseOnceWaiting(Thread.currentThread());
        CountDownLatch never = new CountDownLatch(1);
        assertThatThrownBy(
                        () ->
                                new Commands(alarm, () -> {})
                                        .call(
                                                "read",
                                                Duration.ofHours(1),
                                                () -> {
                                                    never.await();
                                                    return true;
                                                }))
                .isSameAs(fault);
    }

    @Test
    void endsWhateverBeginsLaterWithTheFirstFault() {
        alarm.raise(fault);
        alarm.raise(new BrowserFault(Reason.DRIVER_DIED, "gone as well"));
        assertThatThrownBy(() -> alarm.pause(Duration.ofHours(1))).isSameAs(fault);
    }

    @Test
    void isSilentOnceItIsClearedForAnotherBrowser() {
        alarm.raise(fault);
        alarm.clear();
        assertThatCode(() -> alarm.pause(Duration.ofMillis(1))).doesNotThrowAnyException();
    }
}
