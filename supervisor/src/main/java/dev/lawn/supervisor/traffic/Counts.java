package dev.lawn.supervisor.traffic;

import java.util.Arrays;

/** Whole numbers that only grow. */
final class Counts {

    /** More than any node sends in its life, and exact as a metric's value. */
    private static final long MOST = 1L << 53;

    private Counts() {}

    /**
     * @throws IllegalArgumentException where one of them is less than 0
     */
    static void check(long... counts) {
        if (Arrays.stream(counts).anyMatch(each -> each < 0)) {
            throw new IllegalArgumentException("a count is less than 0");
        }
    }

    /** What somebody said, as far as it can be a count. */
    static long of(long said) {
        return Math.clamp(said, 0, MOST);
    }

    /** Both together, and never less than either. */
    static long sum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
