package dev.lawn.supervisor.node;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long a node waits before its next attempt: 2 s doubling to 300 s, spread by ±25 % so that
 * nodes which died together do not come back together.
 *
 * @param random uniformly from 0 to 1
 */
public record BackoffPolicy(DoubleSupplier random) {

    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final double SPREAD = 0.25;

    /**
     * A node that earned so long between two faults is no node that keeps dying: without this, a
     * few unrelated faults in an hour would end in waits of minutes.
     */
    static final Duration FORGET_ONE_AFTER = Duration.ofSeconds(30);

    /** A node that earned for so long starts again from the first backoff. */
    static final Duration FORGET_AFTER = Duration.ofMinutes(10);

    /** Doubling further would only overflow. */
    private static final int MOST_DOUBLINGS = 10;

    /**
     * The next wait.
     *
     * @param failures in a row, at least 1
     */
    Duration after(int failures) {
        long doubled = FIRST.toNanos() << Math.min(failures - 1, MOST_DOUBLINGS);
        long capped = Math.min(doubled, LONGEST.toNanos());
        double factor = 1 + SPREAD * (2 * random.getAsDouble() - 1);
        return Duration.ofNanos((long) (capped * factor));
    }
}
