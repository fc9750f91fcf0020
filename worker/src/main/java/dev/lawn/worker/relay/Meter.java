package dev.lawn.worker.relay;

import java.util.concurrent.atomic.LongAdder;

/** Bytes to and from the upstream, of many connections at once. */
final class Meter {

    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder connections = new LongAdder();

    void sent(long bytes) {
        sent.add(bytes);
    }

    void received(long bytes) {
        received.add(bytes);
    }

    void connected() {
        connections.increment();
    }

    Traffic.Bytes snapshot() {
        return new Traffic.Bytes(sent.sum(), received.sum(), connections.sum());
    }
}
