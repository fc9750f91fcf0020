package dev.lawn.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RemediesTest {

    private final ManualTime time = new ManualTime();
    private final Remedies remedies = new Remedies(time);

    @Test
    void areTwoWithinTenMinutes() {
        assertThat(remedies.tryOne()).isTrue();
        time.advance(Duration.ofMinutes(4));
        assertThat(remedies.tryOne()).isTrue();
        time.advance(Duration.ofMinutes(6).minusNanos(1));
        assertThat(remedies.tryOne()).isFalse();
        time.advance(Duration.ofNanos(1));
        assertThat(remedies.tryOne()).as("the first is ten minutes old").isTrue();
        assertThat(remedies.tryOne()).isFalse();
    }
}
