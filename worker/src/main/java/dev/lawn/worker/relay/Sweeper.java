package dev.lawn.worker.relay;

import dev.lawn.common.time.Time;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends the connections that take too long: one thread for all of them, where a timeout of each read
 * would cost every read. What it allows is exceeded by one round at most.
 */
final class Sweeper {

    private final Set<Life> lives = ConcurrentHashMap.newKeySet();
    private final Duration round;
    private final Time time;
    private volatile boolean isClosed;
    private volatile Thread thread = Thread.currentThread();

    Sweeper(Duration round, Time time) {
        this.round = round;
        this.time = time;
    }

    void start() {
        thread = Thread.ofVirtual().name("relay-sweeper").start(this::run);
    }

    private void run() {
        while (!isClosed) {
            LockSupport.parkNanos(round.toNanos());
            long now = time.nanos();
            lives.stream().filter(life -> life.isOverdue(now)).forEach(Life::end);
        }
    }

    void add(Life life) {
        lives.add(life);
        if (isClosed) {
            life.end();
        }
    }

    void remove(Life life) {
        lives.remove(life);
    }

    /** Ends them all. */
    void close() {
        isClosed = true;
        LockSupport.unpark(thread);
        lives.forEach(Life::end);
    }
}
