package dev.lawn.supervisor.state;

import dev.lawn.supervisor.traffic.ClassCounts;
import dev.lawn.supervisor.traffic.ConnectTimes;
import dev.lawn.supervisor.traffic.RelayCounts;
import dev.lawn.supervisor.traffic.TrafficClass;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a node's relay counted, as its memory keeps it.
 *
 * @param byClass by the label of the class
 * @param connects how many were ready within each bound, and later
 */
record TrafficJson(
        @Nullable Map<String, Bytes> byClass,
        long refused,
        @Nullable Map<String, Long> failures,
        @Nullable List<Long> connects,
        double connectSeconds) {

    record Bytes(long sentBytes, long receivedBytes, long connections) {}

    static TrafficJson of(RelayCounts counts) {
        Map<String, Bytes> byClass = new TreeMap<>();
        counts.byClass()
                .forEach(
                        (each, bytes) ->
                                byClass.put(
                                        each.label(),
                                        new Bytes(
                                                bytes.sentBytes(),
                                                bytes.receivedBytes(),
                                                bytes.connections())));
        return new TrafficJson(
                byClass,
                counts.refused(),
                counts.failures(),
                counts.connects().counts(),
                counts.connects().sumSeconds());
    }

    /**
     * @throws IllegalArgumentException where it counts less than nothing
     */
    RelayCounts counts() {
        Map<TrafficClass, ClassCounts> bytes = new EnumMap<>(TrafficClass.class);
        Map<String, Bytes> stored = byClass == null ? Map.of() : byClass;
        for (TrafficClass each : TrafficClass.values()) {
            Bytes of = stored.get(each.label());
            if (of != null) {
                bytes.put(
                        each,
                        new ClassCounts(of.sentBytes(), of.receivedBytes(), of.connections()));
            }
        }
        return new RelayCounts(
                bytes, refused, failures == null ? Map.of() : failures, connectTimes());
    }

    /** A version with other bounds begins anew. */
    private ConnectTimes connectTimes() {
        return connects == null || connects.size() != ConnectTimes.bounds().size() + 1
                ? ConnectTimes.NONE
                : new ConnectTimes(connects, connectSeconds);
    }
}
