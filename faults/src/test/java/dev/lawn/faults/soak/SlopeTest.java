package dev.lawn.faults.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlopeTest {

    private final Slope slope = new Slope();

    @Test
    void isTheLineThroughThePoints() {
        for (int minute = 0; minute < 60; minute++) {
            slope.add(Duration.ofMinutes(minute).toNanos(), 100 + minute + (minute % 2));
        }

        assertThat(slope.perHour().orElseThrow()).isCloseTo(60, within(0.1));
        assertThat(slope.ends()).isEqualTo("100.0 → 160.0");
    }

    @Test
    void oneMomentHasNone() {
        slope.add(5, 1);

        assertThat(slope.perHour()).isEmpty();
    }
}
