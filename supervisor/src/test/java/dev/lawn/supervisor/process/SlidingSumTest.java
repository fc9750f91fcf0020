package dev.lawn.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlidingSumTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** Monotonic time may begin below zero. */
    private static final long ORIGIN = -3 * SECOND;

    private final SlidingSum sum = new SlidingSum(Duration.ofSeconds(10), ORIGIN);

    private long after(long amount, long seconds) {
        sum.add(amount, ORIGIN + seconds * SECOND);
        return sum.sum();
    }

    @Test
    void forgetsWhatLeftItsWindow() {
        assertThat(after(1, 0)).isEqualTo(1);
        assertThat(after(10, 4)).isEqualTo(11);
        assertThat(after(100, 9)).isEqualTo(111);
        assertThat(after(0, 10)).isEqualTo(110);
        assertThat(after(0, 14)).isEqualTo(100);
        assertThat(after(0, 1_000)).isZero();
        assertThat(after(5, 1_003)).isEqualTo(5);
    }

    @Test
    void takesBack() {
        assertThat(after(7, 1)).isEqualTo(7);
        assertThat(after(-7, 1)).isZero();
    }
}
