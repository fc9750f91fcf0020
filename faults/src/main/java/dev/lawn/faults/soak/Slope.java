package dev.lawn.faults.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A figure over time, and the straight line through it by least squares. */
final class Slope {

    private record Point(double hours, double value) {}

    private static final double NANOS_PER_HOUR = Duration.ofHours(1).toNanos();

    private final List<Point> points = new ArrayList<>();

    /**
     * Adds a value.
     *
     * @param nanos when, on a monotonic clock
     */
    void add(long nanos, double value) {
        points.add(new Point(nanos / NANOS_PER_HOUR, value));
    }

    /** By how much it grows in an hour; empty below two different moments. */
    OptionalDouble perHour() {
        double hours = points.stream().mapToDouble(Point::hours).average().orElse(0);
        double value = points.stream().mapToDouble(Point::value).average().orElse(0);
        double covariance = 0;
        double variance = 0;
        for (Point each : points) {
            covariance += (each.hours() - hours) * (each.value() - value);
            variance += (each.hours() - hours) * (each.hours() - hours);
        }
        return variance == 0 ? OptionalDouble.empty() : OptionalDouble.of(covariance / variance);
    }

    /** The first and the last value. */
    String ends() {
        return points.isEmpty()
                ? "–"
                : "%.1f → %.1f".formatted(points.getFirst().value(), points.getLast().value());
    }

    /** From the first value to the last. */
    double hours() {
        return points.isEmpty() ? 0 : points.getLast().hours() - points.getFirst().hours();
    }

    int size() {
        return points.size();
    }
}
