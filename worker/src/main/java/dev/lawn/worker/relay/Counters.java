package dev.lawn.worker.relay;

import java.util.concurrent.atomic.LongAdder;

/** Counts from many connections at once. */
final class Counters {

    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder refused = new LongAdder();

    void sent(long bytes) {
        sent.add(bytes);
    }

    void received(long bytes) {
        received.add(bytes);
    }

    void refused() {
        refused.increment();
    }

    Traffic snapshot() {
        return new Traffic(sent.sum(), received.sum(), refused.sum());
    }
}
