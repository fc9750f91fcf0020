package dev.lawn.supervisor.fleet;

import java.time.Duration;

/**
 * How much time may go into reading memory maps: a share of one core, however many nodes there are.
 * Saved up for a short while only, and overdrawn by one node at most.
 */
final class MeasuringBudget {

    /** Of one core. */
    private static final double SHARE = 0.015;

    /** Enough for a few nodes at once. */
    private static final long MOST_NANOS = Duration.ofMillis(100).toNanos();

    private long nanos = MOST_NANOS;
    private long filledAt;

    /**
     * @param now in monotonic nanoseconds
     */
    MeasuringBudget(long now) {
        this.filledAt = now;
    }

    boolean allows(long now) {
        nanos = Math.min(MOST_NANOS, nanos + (long) ((now - filledAt) * SHARE));
        filledAt = now;
        return nanos > 0;
    }

    void spend(long spent) {
        nanos -= spent;
    }
}
