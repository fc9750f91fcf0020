package dev.lawn.worker.session;

import dev.lawn.common.time.Time;
import java.time.Duration;

/** A moment ahead. */
final class Deadline {

    private final Time time;
    private final long at;

    Deadline(Duration from, Time time) {
        this.time = time;
        at = time.nanos() + from.toNanos();
    }

    boolean isOver() {
        return time.nanos() - at >= 0;
    }
}
