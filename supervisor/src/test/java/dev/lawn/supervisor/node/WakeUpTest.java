package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.time.ManualTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WakeUpTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualTime time = new ManualTime();
    private final AtomicInteger ticks = new AtomicInteger();
    private final WakeUp wakeUp = new WakeUp(time, () -> true, ticks::incrementAndGet);

    private long in(Duration delay) {
        return time.nanos() + delay.toNanos();
    }

    @Test
    void whoeverTalksDoesNotPutOffWhatIsLate() {
        long deadline = in(SECOND);
        wakeUp.set(deadline);
        time.leap(SECOND.multipliedBy(10));

        for (int beat = 0; beat < 6; beat++) {
            wakeUp.set(deadline);
            time.advance(SECOND);
        }

        assertThat(ticks).hasValue(1);
    }

    @Test
    void whatWasHeardMeanwhileCanMakeItNeedless() {
        wakeUp.set(in(SECOND));
        time.leap(SECOND.multipliedBy(10));
        wakeUp.set(in(SECOND.multipliedBy(20)));
        time.advance(SECOND.multipliedBy(10));

        assertThat(ticks).hasValue(0);
    }

    @Test
    void isOnTimeOtherwise() {
        wakeUp.set(in(SECOND));
        time.advance(SECOND.multipliedBy(2));

        assertThat(ticks).hasValue(1);
    }
}
