package dev.lawn.worker.service;

import dev.lawn.common.time.Time;
import java.time.Duration;

/**
 * Says when something is due: at once, and then once in each period. Missed times are not made up
 * for.
 *
 * <p>Owned by one thread.
 */
public final class Every {

    private final Time time;
    private final long period;
    private long next;

    public Every(Duration period, Time time) {
        this.time = time;
        this.period = period.toNanos();
        next = time.nanos();
    }

    /** Whether it is due now; saying so begins a new period. */
    public boolean isDue() {
        long now = time.nanos();
        if (now - next < 0) {
            return false;
        }
        next = now + period;
        return true;
    }
}
