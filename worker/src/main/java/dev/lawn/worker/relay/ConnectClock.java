package dev.lawn.worker.relay;

import dev.lawn.common.protocol.WorkerMessage.ConnectTimes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Sorts durations into fixed buckets. Thread-safe. */
final class ConnectClock {

    private static final List<Double> BOUNDS_SECONDS = ConnectTimes.BOUNDS_SECONDS;
    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    private final List<LongAdder> counts =
            Stream.generate(LongAdder::new).limit(BOUNDS_SECONDS.size() + 1L).toList();
    private final LongAdder sumNanos = new LongAdder();

    void took(long nanos) {
        sumNanos.add(nanos);
        counts.get(bucket(nanos / NANOS)).increment();
    }

    private static int bucket(double seconds) {
        int bucket = 0;
        while (bucket < BOUNDS_SECONDS.size() && seconds > BOUNDS_SECONDS.get(bucket)) {
            bucket++;
        }
        return bucket;
    }

    Traffic.ConnectTimes snapshot() {
        return new Traffic.ConnectTimes(
                counts.stream().map(LongAdder::sum).toList(), sumNanos.sum() / NANOS);
    }
}
