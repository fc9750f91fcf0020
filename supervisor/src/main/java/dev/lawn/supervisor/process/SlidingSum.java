package dev.lawn.supervisor.process;

import java.time.Duration;
import java.util.Arrays;

/**
 * How much of something there was of late, to a tenth of its window. Nanoseconds are monotonic.
 *
 * <p>Owned by one thread.
 */
final class SlidingSum {

    private static final int SLICES = 10;

    private final long[] slices = new long[SLICES];
    private final long sliceNanos;
    private final long origin;
    private long newest;

    SlidingSum(Duration window, long now) {
        this.sliceNanos = window.toNanos() / SLICES;
        this.origin = now;
    }

    /**
     * @param amount may be negative: what was counted before did not count after all
     */
    void add(long amount, long now) {
        moveTo((now - origin) / sliceNanos);
        slices[(int) (newest % SLICES)] += amount;
    }

    private void moveTo(long slice) {
        long empty = Math.min(slice - newest, SLICES);
        for (long i = 1; i <= empty; i++) {
            slices[(int) ((slice - empty + i) % SLICES)] = 0;
        }
        newest = Math.max(newest, slice);
    }

    /** What came within the window that ends with the last {@link #add}. */
    long sum() {
        return Arrays.stream(slices).sum();
    }
}
