package dev.lawn.common.time;

import java.time.Duration;
import java.time.Instant;

/**
 * Time as a dependency. Deadlines use {@link #nanos()}, which no clock change moves; {@link #now()}
 * is for what people and files read.
 */
public interface Time {

    /** Monotonic nanoseconds from an arbitrary origin; only differences mean something. */
    long nanos();

    /** The wall clock. It may jump in either direction. */
    Instant now();

    /**
     * Runs {@code task} once after {@code delay}. The task must be short: all tasks may share one
     * thread.
     */
    Scheduled schedule(Duration delay, Runnable task);

    /** A task that waits for its time. */
    interface Scheduled {
        /** Drops the task if it has not begun; otherwise does nothing. */
        void cancel();
    }
}
