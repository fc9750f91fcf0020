package dev.lawn.worker.browser;

import dev.lawn.common.time.Time;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks again and again until something shows, or the time is up.
 *
 * @param time for the deadline
 * @param pause between two looks
 */
public record Patience(Time time, Pause pause) {

    /** How long to wait between two looks: short to a person, long to a processor. */
    private static final Duration BETWEEN = Duration.ofMillis(250);

    /** Waits. */
    public interface Pause {
        /**
         * Returns after {@code duration}.
         *
         * @throws InterruptedException where the worker is to stop
         */
        void pause(Duration duration) throws InterruptedException;
    }

    /** Looks once. */
    public interface Look<T> {
        /** What it saw; empty to look again. */
        Optional<T> look() throws InterruptedException;
    }

    /** The first thing seen; empty where nothing was within that time. Looks at least once. */
    public <T> Optional<T> until(Duration atMost, Look<T> look) throws InterruptedException {
        long deadline = time.nanos() + atMost.toNanos();
        Optional<T> seen = look.look();
        while (seen.isEmpty() && time.nanos() - deadline < 0) {
            pause.pause(BETWEEN);
            seen = look.look();
        }
        return seen;
    }

    /** Looks until something shows, for ever if need be. */
    public <T> T forever(Look<T> look) throws InterruptedException {
        Optional<T> seen = look.look();
        while (seen.isEmpty()) {
            pause.pause(BETWEEN.multipliedBy(4));
            seen = look.look();
        }
        return seen.get();
    }
}
