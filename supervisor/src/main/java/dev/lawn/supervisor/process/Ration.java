package dev.lawn.supervisor.process;

import dev.lawn.common.time.Time;
import java.time.Duration;

/** So much within a time and no more; how often more was wanted is counted. Not thread-safe. */
final class Ration {

    private final long most;
    private final long window;
    private final Time time;
    private long begun;
    private long granted;
    private long refused;

    Ration(long most, Duration window, Time time) {
        this.most = most;
        this.window = window.toNanos();
        this.time = time;
        this.begun = time.nanos();
    }

    boolean grants(long amount) {
        long now = time.nanos();
        if (now - begun >= window) {
            begun = now;
            granted = 0;
        }
        if (granted + amount > most) {
            refused++;
            return false;
        }
        granted += amount;
        return true;
    }

    /** How often it granted nothing since this was asked last. */
    long takeRefused() {
        long since = refused;
        refused = 0;
        return since;
    }
}
