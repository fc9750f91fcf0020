package dev.lawn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EveryTest {

    private final ManualTime time = new ManualTime();
    private final Every every = new Every(Duration.ofSeconds(10), time);

    @Test
    void isDueAtOnceAndThenOncePerPeriod() {
        assertThat(every.isDue()).isTrue();
        assertThat(every.isDue()).isFalse();
        time.advance(Duration.ofMillis(9_999));
        assertThat(every.isDue()).isFalse();
        time.advance(Duration.ofMillis(1));
        assertThat(every.isDue()).isTrue();
        assertThat(every.isDue()).isFalse();
    }

    @Test
    void doesNotMakeUpForMissedTimes() {
        assertThat(every.isDue()).isTrue();
        time.advance(Duration.ofMinutes(5));
        assertThat(every.isDue()).isTrue();
        assertThat(every.isDue()).isFalse();
    }

    @Test
    void doesNotMindTheWallClock() {
        assertThat(every.isDue()).isTrue();
        time.jump(Duration.ofDays(1));
        assertThat(every.isDue()).isFalse();
    }
}
