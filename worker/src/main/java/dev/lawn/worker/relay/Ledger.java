package dev.lawn.worker.relay;

import dev.lawn.common.net.WayFault;
import dev.lawn.worker.relay.Traffic.Destination;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** All that a relay counts. Thread-safe. */
final class Ledger {

    private final Destinations destinations;
    private final Map<Destination, Meter> meters = all(Destination.class, Meter::new);
    private final Map<WayFault, LongAdder> failures = all(WayFault.class, _ -> new LongAdder());
    private final LongAdder refused = new LongAdder();
    private final ConnectClock connects = new ConnectClock();

    Ledger(Destinations destinations) {
        this.destinations = destinations;
    }

    private static <K extends Enum<K>, V> Map<K, V> all(Class<K> keys, Function<K, V> value) {
        Map<K, V> map = new EnumMap<>(keys);
        Arrays.stream(keys.getEnumConstants()).forEach(key -> map.put(key, value.apply(key)));
        return map;
    }

    Meter meter(Authority to) {
        return get(meters, destinations.of(to));
    }

    void refused() {
        refused.increment();
    }

    void failed(WayFault fault) {
        get(failures, fault).increment();
    }

    void connectedAfter(long nanos) {
        connects.took(nanos);
    }

    private static <K, V> V get(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalStateException(String.valueOf(key));
        }
        return value;
    }

    Traffic snapshot() {
        Map<WayFault, Long> seen = each(failures, LongAdder::sum);
        seen.values().removeIf(count -> count == 0);
        return new Traffic(each(meters, Meter::snapshot), refused.sum(), seen, connects.snapshot());
    }

    private static <K, V, R> Map<K, R> each(Map<K, V> map, Function<V, R> value) {
        Map<K, R> result = new HashMap<>();
        map.forEach((key, each) -> result.put(key, value.apply(each)));
        return result;
    }
}
