package dev.lawn.supervisor.traffic;

import dev.lawn.common.net.WayFault;
import dev.lawn.common.protocol.WorkerMessage;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * All that a node's relay counts.
 *
 * @param byClass of every class
 * @param refused requests that were not forwarded, because the relay fails closed
 * @param failures attempts to go out that failed, by what failed; one that never did is absent
 * @param connects how long the others took
 */
public record RelayCounts(
        Map<TrafficClass, ClassCounts> byClass,
        long refused,
        Map<String, Long> failures,
        ConnectTimes connects) {

    /** Nothing went through yet. */
    public static final RelayCounts NONE =
            new RelayCounts(Map.of(), 0, Map.of(), ConnectTimes.NONE);

    /** Those that a worker of this version may name: what becomes a label is a closed list. */
    private static final Set<String> FAILURES =
            Arrays.stream(WayFault.values())
                    .map(WayFault::wireName)
                    .collect(Collectors.toUnmodifiableSet());

    /** A newer worker's, which this version does not know. */
    private static final String UNKNOWN_FAILURE = "unknown";

    /**
     * @param byClass a class that is not there has nothing
     * @throws IllegalArgumentException where a count is less than 0
     */
    public RelayCounts {
        Map<TrafficClass, ClassCounts> all = new EnumMap<>(TrafficClass.class);
        for (TrafficClass each : TrafficClass.values()) {
            all.put(each, byClass.getOrDefault(each, ClassCounts.NONE));
        }
        byClass = Collections.unmodifiableMap(all);
        failures = Collections.unmodifiableMap(new TreeMap<>(failures));
        Counts.check(refused);
        Counts.check(failures.values().stream().mapToLong(Long::longValue).toArray());
    }

    /** Bytes of which nobody told what they were for. */
    public static RelayCounts ofBytes(long sent, long received) {
        return new RelayCounts(
                Map.of(TrafficClass.OTHER, new ClassCounts(sent, received, 0)),
                0,
                Map.of(),
                ConnectTimes.NONE);
    }

    /** What a worker said; what cannot be is as near to it as can be. */
    public static RelayCounts of(WorkerMessage.Traffic said) {
        Map<TrafficClass, ClassCounts> told = new EnumMap<>(TrafficClass.class);
        WorkerMessage.ByClass byClass = said.byClass();
        if (byClass != null) {
            told.put(TrafficClass.SERVICE, of(byClass.service()));
            told.put(TrafficClass.CONTROL, of(byClass.control()));
            told.put(TrafficClass.OTHER, of(byClass.other()));
        }
        long sent = sum(told, ClassCounts::sentBytes);
        long received = sum(told, ClassCounts::receivedBytes);
        told.merge(
                TrafficClass.OTHER,
                new ClassCounts(
                        Counts.of(said.sentBytes() - sent),
                        Counts.of(said.receivedBytes() - received),
                        0),
                ClassCounts::plus);
        return new RelayCounts(
                told,
                Counts.of(said.refused()),
                failures(said.failures() == null ? Map.of() : said.failures()),
                said.connects() == null ? ConnectTimes.NONE : ConnectTimes.of(said.connects()));
    }

    private static ClassCounts of(WorkerMessage.ClassTraffic said) {
        return new ClassCounts(
                Counts.of(said.sentBytes()),
                Counts.of(said.receivedBytes()),
                Counts.of(said.connections()));
    }

    private static Map<String, Long> failures(Map<String, Long> said) {
        Map<String, Long> known = new TreeMap<>();
        said.forEach(
                (failure, count) ->
                        known.merge(
                                FAILURES.contains(failure) ? failure : UNKNOWN_FAILURE,
                                Counts.of(count),
                                Counts::sum));
        return known;
    }

    /** Both together. */
    public RelayCounts plus(RelayCounts more) {
        Map<TrafficClass, ClassCounts> bytes = new EnumMap<>(byClass);
        more.byClass.forEach((each, counts) -> bytes.merge(each, counts, ClassCounts::plus));
        Map<String, Long> failed = new TreeMap<>(failures);
        more.failures.forEach((each, count) -> failed.merge(each, count, Counts::sum));
        return new RelayCounts(
                bytes, Counts.sum(refused, more.refused), failed, connects.plus(more.connects));
    }

    /** Towards the upstream. */
    public long sentBytes() {
        return sum(byClass, ClassCounts::sentBytes);
    }

    /** From it. */
    public long receivedBytes() {
        return sum(byClass, ClassCounts::receivedBytes);
    }

    /** Both directions. */
    public long totalBytes() {
        return Counts.sum(sentBytes(), receivedBytes());
    }

    private static long sum(
            Map<TrafficClass, ClassCounts> byClass, ToLongFunction<ClassCounts> part) {
        return byClass.values().stream().mapToLong(part).reduce(0, Counts::sum);
    }
}
