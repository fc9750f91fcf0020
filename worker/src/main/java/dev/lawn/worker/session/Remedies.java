package dev.lawn.worker.session;

import dev.lawn.common.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How often a browser may be mended in place. One that fails again and again wants a restart.
 *
 * <p>Owned by one thread.
 */
final class Remedies {

    static final int MOST = 2;
    static final Duration WITHIN = Duration.ofMinutes(10);

    private final Time time;
    private final Deque<Long> taken = new ArrayDeque<>();

    Remedies(Time time) {
        this.time = time;
    }

    /** Whether one more may be tried now; saying so counts it. */
    boolean tryOne() {
        long now = time.nanos();
        taken.removeIf(at -> now - at >= WITHIN.toNanos());
        if (taken.size() >= MOST) {
            return false;
        }
        taken.add(now);
        return true;
    }
}
