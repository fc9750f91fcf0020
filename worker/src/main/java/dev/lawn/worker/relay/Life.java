package dev.lawn.worker.relay;

import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a client connection has to do within its time; the {@link Sweeper} closes what does not.
 * Thread-safe.
 */
final class Life {

    private static final long NEVER = Long.MAX_VALUE;

    private final List<Closeable> sockets = new CopyOnWriteArrayList<>();
    private volatile long allowance = NEVER;
    private volatile boolean isEndedByMoves;

    /** Set by whoever moves bytes; taken back by the sweeper, which knows the time. */
    private volatile boolean isFresh = true;

    private long since;

    /** Closed at the end, whoever is blocked on it. */
    void holds(Closeable socket) {
        sockets.add(socket);
    }

    void lets(Closeable socket) {
        sockets.remove(socket);
    }

    /** From now on it may stand still no longer than this. */
    void mayIdle(Duration allowed) {
        isEndedByMoves = true;
        begin(allowed);
    }

    /** From now on it has this long, however much moves. */
    void has(Duration allowed) {
        isEndedByMoves = false;
        begin(allowed);
    }

    /** Somebody else keeps the time. */
    void isUnbounded() {
        allowance = NEVER;
    }

    private void begin(Duration allowed) {
        isFresh = true;
        allowance = allowed.toNanos();
    }

    /** Bytes came or went. */
    void moved() {
        if (isEndedByMoves && !isFresh) {
            isFresh = true;
        }
    }

    /** Called by the sweeper alone, at its own pace. */
    boolean isOverdue(long nanos) {
        if (isFresh) {
            isFresh = false;
            since = nanos;
            return false;
        }
        return allowance != NEVER && nanos - since >= allowance;
    }

    void end() {
        sockets.forEach(Sockets::close);
    }
}
