package dev.lawn.common.proc;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A costly look that those who ask at the same time share: each gets one that began after it asked,
 * and however many ask, at most two are paid for at any time.
 */
public final class SharedLook<T> {

    private final Supplier<T> look;
    private final AtomicLong begun = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private long done;
    private @Nullable T last;

    /**
     * @param look thread-safe for one call at a time
     */
    public SharedLook(Supplier<T> look) {
        this.look = look;
    }

    /** What a look that began after this call saw. */
    public T get() {
        long wanted = begun.get() + 1;
        lock.lock();
        try {
            T seen = last;
            if (seen == null || done < wanted) {
                long number = begun.incrementAndGet();
                seen = look.get();
                last = seen;
                done = number;
            }
            return seen;
        } finally {
            lock.unlock();
        }
    }
}
