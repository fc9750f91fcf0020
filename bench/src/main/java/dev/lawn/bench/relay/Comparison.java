package dev.lawn.bench.relay;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The samples of one kind of transfer.
 *
 * @param direct without any proxy
 */
record Comparison(
        Transfer transfer, List<Sample> relay, List<Sample> tinyproxy, List<Sample> direct) {

    /** What Lawn promises of its relay. */
    static final double LEAST_THROUGHPUT = 1.0;

    static final double MOST_CPU = 1.5;

    double throughputRatio() {
        return median(relay, Sample::megabytesPerSecond)
                / median(tinyproxy, Sample::megabytesPerSecond);
    }

    double cpuRatio() {
        return median(relay, Sample::cpuSecondsPerGigabyte)
                / median(tinyproxy, Sample::cpuSecondsPerGigabyte);
    }

    boolean holds() {
        return throughputRatio() >= LEAST_THROUGHPUT && cpuRatio() <= MOST_CPU;
    }

    /** The middle one; of an even number, halfway between the two. */
    static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        int upper = sorted.length / 2;
        int lower = (sorted.length - 1) / 2;
        return (sorted[lower] + sorted[upper]) / 2;
    }
}
