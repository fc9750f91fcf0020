package dev.lawn.faults.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.row.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecoveriesTest {

    private static Recoveries of(List<Measured> runs) {
        return new Recoveries(List.of(new Verdict(Rows.all(200).getFirst(), runs)));
    }

    private static List<Measured> back(int seconds, int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        _ ->
                                new Measured(
                                        null,
                                        Duration.ofSeconds(seconds),
                                        List.of(),
                                        List.of(),
                                        List.of()))
                .toList();
    }

    @Test
    void oneInTwentyMayTakeLonger() {
        List<Measured> runs = new ArrayList<>(back(10, 19));
        runs.addAll(back(50, 1));

        assertThat(of(runs).line())
                .contains("p50 10.0 s, p95 10.0 s (bound 30.0 s), longest 50.0 s, n 20: holds.");
        runs.addAll(back(50, 1));
        assertThat(of(runs).held()).isFalse();
    }

    @Test
    void whatNeverCameBackCountsAsTheLongest() {
        List<Measured> runs = new ArrayList<>(back(10, 18));
        Measured never = new Measured(null, null, List.of(), List.of(), List.of("not back"));
        runs.add(never);
        runs.add(never);

        assertThat(of(runs).held()).isFalse();
        assertThat(of(runs).line()).contains("never back 2: FAILS");
    }

    @Test
    void tooFewTellNothing() {
        assertThat(of(back(50, 3)).held()).isTrue();
        assertThat(of(back(50, 3)).line()).endsWith("too few to judge.");
    }
}
