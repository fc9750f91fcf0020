package dev.lawn.bench.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lawn.bench.relay.Transfer.Direction;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Transfer GIGABYTE = new Transfer(Direction.DOWN, 50, 1_000_000_000);
    private static final Memory SMALL = new Memory(80 << 20, 86 << 20);
    private static final Memory LARGE = new Memory(80 << 20, 89 << 20);

    /** Runs of one gigabyte that took so many seconds, and as much CPU. */
    private static List<Sample> samples(double... seconds) {
        return Arrays.stream(seconds).mapToObj(s -> new Sample(GIGABYTE, s, s)).toList();
    }

    @Test
    void comparesMedians() {
        Comparison comparison =
                new Comparison(GIGABYTE, samples(9, 1, 2), samples(4, 4), samples(0.5));

        assertThat(comparison.throughputRatio()).isCloseTo(2.0, within(1e-9));
        assertThat(comparison.cpuRatio()).isCloseTo(0.5, within(1e-9));
        assertThat(comparison.holds()).isTrue();
    }

    @Test
    void missesWhereItIsSlower() {
        Comparison comparison = new Comparison(GIGABYTE, samples(1.1), samples(1), samples(0.5));

        assertThat(comparison.holds()).isFalse();
        assertThat(new Report(List.of(comparison), List.of(SMALL)).holds()).isFalse();
    }

    @Test
    void missesWhereItUsesTooMuchCpu() {
        List<Sample> relay = List.of(new Sample(GIGABYTE, 1, 1.6));

        assertThat(new Comparison(GIGABYTE, relay, samples(1), samples(1)).holds()).isFalse();
    }

    @Test
    void tellsFiguresRatiosAndVerdicts() {
        Comparison comparison = new Comparison(GIGABYTE, samples(1), samples(2), samples(0.5));
        Report report = new Report(List.of(comparison), List.of(LARGE, SMALL, SMALL));

        assertThat(report.holds()).isTrue();
        assertThat(report.text())
                .contains("| 50 | down | 1000 | 500 | 2.00 | 2000 | 1.00 | 2.00 | 0.50 | holds |")
                .contains("80.0 MiB before", "86.0 MiB with 50 tunnels", "6.0 MiB more")
                .endsWith("(bound 8 MiB): holds.\n");
    }

    @Test
    void theMiddleOfSeveralStartsCounts() {
        Comparison comparison = new Comparison(GIGABYTE, samples(1), samples(2), samples(0.5));

        Report report = new Report(List.of(comparison), List.of(LARGE, SMALL, LARGE));

        assertThat(report.holds()).isFalse();
        assertThat(report.text()).contains("9.0 MiB more (bound 8 MiB): **misses**");
    }
}
