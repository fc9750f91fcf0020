package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffPolicyTest {

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 4", "3, 8", "8, 256", "9, 300", "100, 300", "2000000000, 300"})
    void doublesFromTwoSecondsToFiveMinutes(int failures, long seconds) {
        assertThat(new BackoffPolicy(() -> 0.5).after(failures))
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void spreadsByAQuarterEitherWay() {
        assertThat(new BackoffPolicy(() -> 0.0).after(1)).isEqualTo(Duration.ofMillis(1500));
        assertThat(new BackoffPolicy(() -> 1.0).after(1)).isEqualTo(Duration.ofMillis(2500));
    }
}
