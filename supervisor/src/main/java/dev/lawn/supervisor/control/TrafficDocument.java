package dev.lawn.supervisor.control;

import dev.lawn.supervisor.fleet.NodeSnapshot;
import dev.lawn.supervisor.traffic.ClassCounts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What went through a node's relay, and what for, over all its incarnations.
 *
 * @param byClass {@code service}, {@code control} and {@code other}, as in docs/metrics.md
 * @param refused requests that were not forwarded
 * @param failures attempts to go out that failed, by what failed; what never did is absent
 * @param leftBytes that the node may send and receive today still; null where there is no limit
 */
public record TrafficDocument(
        Map<String, Bytes> byClass,
        long refused,
        Map<String, Long> failures,
        @Nullable Long leftBytes) {

    public TrafficDocument {
        byClass = Collections.unmodifiableMap(new LinkedHashMap<>(byClass));
        failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }

    /**
     * One class.
     *
     * @param sentBytes towards the upstream
     * @param receivedBytes from it
     * @param connections that were made
     */
    public record Bytes(long sentBytes, long receivedBytes, long connections) {

        /** Both directions. */
        public long totalBytes() {
            return sentBytes + receivedBytes;
        }
    }

    static TrafficDocument of(NodeSnapshot node) {
        Map<String, Bytes> byClass = new LinkedHashMap<>();
        node.traffic().byClass().forEach((each, counts) -> byClass.put(each.label(), of(counts)));
        return new TrafficDocument(
                byClass,
                node.traffic().refused(),
                node.traffic().failures(),
                node.upkeep().trafficLeftBytes());
    }

    private static Bytes of(ClassCounts counts) {
        return new Bytes(counts.sentBytes(), counts.receivedBytes(), counts.connections());
    }
}
