package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MeasuringBudgetTest {

    private static final long PER_NODE = Duration.ofMillis(12).toNanos();

    private final ManualTime time = new ManualTime();
    private final MeasuringBudget budget = new MeasuringBudget(time.nanos());

    private int measuredNow() {
        int nodes = 0;
        while (budget.allows(time.nanos())) {
            budget.spend(PER_NODE);
            nodes++;
        }
        return nodes;
    }

    @Test
    void aFewNodesAreMeasuredAtOnce() {
        assertThat(measuredNow()).isEqualTo(9);
    }

    @Test
    void inTheLongRunItIsOnePointFivePercentOfACore() {
        measuredNow();
        int nodes = 0;
        for (int second = 0; second < 1000; second++) {
            time.advance(Duration.ofSeconds(1));
            nodes += measuredNow();
        }

        assertThat(nodes * PER_NODE / 1e9).isBetween(14.9, 15.1);
    }

    @Test
    void whatIsNotUsedIsNotSavedUpForLong() {
        measuredNow();
        time.advance(Duration.ofHours(1));

        assertThat(measuredNow()).isEqualTo(9);
    }
}
