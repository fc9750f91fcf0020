package dev.lawn.worker.relay;

import dev.lawn.common.net.WayFault;
import java.util.List;
import java.util.Map;

/**
 * What went through the relay since it began.
 *
 * @param byClass bytes and connections, by what they were for
 * @param refused requests that were not forwarded, for whatever reason
 * @param failures attempts to go out that failed; a fault that never was is absent
 * @param connects how long the others took
 */
public record Traffic(
        Map<Destination, Bytes> byClass,
        long refused,
        Map<WayFault, Long> failures,
        ConnectTimes connects) {

    public Traffic {
        byClass = Map.copyOf(byClass);
        failures = Map.copyOf(failures);
    }

    /** What a connection is for, as far as its destination tells. */
    public enum Destination {
        /** The extension's own work. */
        SERVICE,
        /** The service's pages and API, which Lawn itself loads and asks. */
        CONTROL,
        /** All else. */
        OTHER
    }

    /**
     * Traffic of one class.
     *
     * @param sent towards the upstream, heads and the talk with a proxy included; of TLS what is
     *     within
     * @param received from it
     * @param connections to the upstream
     */
    public record Bytes(long sent, long received, long connections) {}

    /**
     * How long it took until a connection was ready, the proxy's answer included.
     *
     * @param counts one for each bound of the wire's {@code connects}, and one for what took
     *     longer; not cumulative
     * @param sumSeconds of them all
     */
    public record ConnectTimes(List<Long> counts, double sumSeconds) {

        public ConnectTimes {
            counts = List.copyOf(counts);
        }
    }

    /** Towards the upstream. */
    public long sentBytes() {
        return byClass.values().stream().mapToLong(Bytes::sent).sum();
    }

    /** From it. */
    public long receivedBytes() {
        return byClass.values().stream().mapToLong(Bytes::received).sum();
    }
}
