package dev.lawn.bench.relay;

/**
 * What one run took.
 *
 * @param seconds from the first order to the last byte
 * @param cpuSeconds of the proxy alone, on all cores together
 */
record Sample(Transfer transfer, double seconds, double cpuSeconds) {

    private static final double MEGABYTE = 1e6;
    private static final double GIGABYTE = 1e9;

    double megabytesPerSecond() {
        return transfer.bytes() / MEGABYTE / seconds;
    }

    double cpuSecondsPerGigabyte() {
        return cpuSeconds / (transfer.bytes() / GIGABYTE);
    }
}
