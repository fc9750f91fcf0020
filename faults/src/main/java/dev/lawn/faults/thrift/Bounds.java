package dev.lawn.faults.thrift;

import java.time.Duration;

/**
 * What is promised.
 *
 * @param controlPerHour bytes that a node's control may take in an hour, both directions
 * @param difference how far the relay's counts may be from the proxy's; 0.01 is 1 %
 */
record Bounds(long controlPerHour, double difference) {

    static final Bounds PROMISED = new Bounds(50_000, 0.01);

    private static final double HOUR = Duration.ofHours(1).toNanos();

    /**
     * What so many bytes come to in a node's hour.
     *
     * @param nanos of all nodes together
     * @param haste how many times faster than usual whatever is periodic came
     */
    static double perHour(long bytes, long nanos, int haste) {
        return bytes * HOUR / nanos / haste;
    }
}
