package dev.lawn.faults.report;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Several durations of one kind, in few figures. */
record Spread(List<Duration> sorted) {

    Spread {
        sorted = sorted.stream().sorted().toList();
    }

    /** One as it is; of several the median, the 95th percentile and the largest. */
    String text() {
        return switch (sorted.size()) {
            case 0 -> "–";
            case 1 -> seconds(at(1));
            default -> "%.1f / %.1f / %s".formatted(number(0.5), number(0.95), seconds(at(1)));
        };
    }

    int size() {
        return sorted.size();
    }

    /** The smallest that at least this share of all does not exceed; by nearest rank. */
    Duration at(double share) {
        int rank = (int) Math.ceil(share * sorted.size());
        return Objects.requireNonNull(sorted.get(Math.max(0, rank - 1)));
    }

    private double number(double share) {
        return at(share).toMillis() / 1000.0;
    }

    static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }
}
