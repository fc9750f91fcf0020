package dev.lawn.worker.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.time.ManualTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final ManualTime time = new ManualTime();
    private final Patience patience = new Patience(time, time::advance);
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void seesWhatIsThereWithoutWaiting() throws InterruptedException {
        assertThat(patience.until(Duration.ZERO, () -> Optional.of("there"))).contains("there");
        assertThat(time.nanos()).isZero();
    }

    @Test
    void givesUpAfterItsTime() throws InterruptedException {
        assertThat(patience.until(Duration.ofSeconds(2), this::nothing)).isEmpty();
        assertThat(Duration.ofNanos(time.nanos())).isEqualTo(Duration.ofSeconds(2));
        assertThat(looks.get()).isEqualTo(9);
    }

    @Test
    void seesWhatComesInTime() throws InterruptedException {
        assertThat(patience.until(Duration.ofSeconds(2), () -> thirdTime())).contains(3);
    }

    private Optional<Integer> nothing() {
        looks.incrementAndGet();
        return Optional.empty();
    }

    private Optional<Integer> thirdTime() {
        int look = looks.incrementAndGet();
        return look == 3 ? Optional.of(look) : Optional.empty();
    }
}
