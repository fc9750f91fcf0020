package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.time.ManualTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryCapTest {

    private static final long CAP = 1000;
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final ManualTime time = new ManualTime();
    private double random;
    private final MemoryCap cap = new MemoryCap(CAP, () -> random);

    private void looks(int times, @Nullable Long bytes, String... incarnations) {
        for (int i = 0; i < times; i++) {
            time.advance(LOOK);
            for (String each : incarnations) {
                cap.measured(each, bytes, time.nanos());
            }
        }
    }

    private Optional<String> next() {
        return cap.next(time.nanos());
    }

    @Test
    void atTheCapNobodyGoes() {
        looks(10, CAP, "a");

        assertThat(next()).isEmpty();
    }

    @Test
    void threeLooksInARowAboveIt() {
        looks(2, CAP + 1, "a");
        assertThat(next()).isEmpty();

        looks(1, CAP + 1, "a");
        assertThat(next()).contains("a");
        assertThat(next()).isEmpty();
    }

    @Test
    void aLookBelowBeginsTheRowAnew() {
        looks(2, CAP + 1, "a");
        looks(1, CAP, "a");
        looks(2, CAP + 1, "a");

        assertThat(next()).isEmpty();
    }

    @Test
    void aLookThatSawNothingSaysNothing() {
        looks(2, CAP + 1, "a");
        looks(5, null, "a");
        looks(1, CAP + 1, "a");

        assertThat(next()).contains("a");
    }

    @Test
    void jitterPutsItOffForAMinuteAtMost() {
        random = 0.5;
        looks(3, CAP + 1, "a");

        assertThat(next()).isEmpty();
        time.advance(Duration.ofSeconds(29));
        assertThat(next()).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(next()).contains("a");
    }

    @Test
    void memoryThatFallsMeanwhileSavesIt() {
        random = 1;
        looks(3, CAP + 1, "a");
        looks(1, CAP, "a");
        time.advance(Duration.ofHours(1));

        assertThat(next()).isEmpty();
    }

    @Test
    void oneAtATimeTheOthersWaitUntilItHasGone() {
        looks(3, CAP + 1, "a", "b", "c");
        String first = next().orElseThrow();
        assertThat(next()).isEmpty();

        Set<String> left = new HashSet<>(List.of("a", "b", "c"));
        left.remove(first);
        cap.retain(left);

        assertThat(next()).get().isIn(left);
        assertThat(next()).isEmpty();
    }

    @Test
    void oneThatDoesNotGoHoldsTheOthersUpForTwoMinutes() {
        looks(3, CAP + 1, "a", "b");
        String first = next().orElseThrow();

        time.advance(Duration.ofSeconds(119));
        assertThat(next()).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(next()).get().isNotEqualTo(first);
    }

    @Test
    void oneThatDoesNotGoIsSentAgainInTheEnd() {
        looks(3, CAP + 1, "a");
        assertThat(next()).contains("a");

        looks(12, CAP + 1, "a");
        assertThat(next()).isEmpty();
        looks(3, CAP + 1, "a");
        assertThat(next()).contains("a");
    }

    @Test
    void twiceTheCapWaitsForNobody() {
        random = 1;
        looks(3, CAP + 1, "a");
        time.advance(Duration.ofMinutes(1));
        assertThat(next()).contains("a");

        looks(1, 2 * CAP + 1, "b", "c");

        assertThat(next()).contains("b");
        assertThat(next()).contains("c");
        assertThat(next()).isEmpty();
    }
}
