package dev.lawn.supervisor.fleet;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait between two looks at something that is down: doubling up to a bound, spread by
 * ±25 %.
 *
 * @param first before the first look
 * @param longest the bound
 * @param random uniformly from 0 to 1
 */
record Pace(Duration first, Duration longest, DoubleSupplier random) {

    private static final double SPREAD = 0.25;
    private static final int MOST_DOUBLINGS = 10;

    /**
     * The next wait.
     *
     * @param failures so far, at least 1
     */
    Duration after(int failures) {
        long doubled = first.toNanos() << Math.min(failures - 1, MOST_DOUBLINGS);
        double factor = 1 + SPREAD * (2 * random.getAsDouble() - 1);
        return Duration.ofNanos((long) (Math.min(doubled, longest.toNanos()) * factor));
    }
}
