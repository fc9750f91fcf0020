package dev.lawn.worker.relay;

import dev.lawn.worker.relay.Traffic.Destination;
import java.util.concurrent.atomic.LongAdder;

/** Bytes to and from the upstream, of many connections at once that are for the same. */
final class Meter {

    private final Destination destination;
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder connections = new LongAdder();

    Meter(Destination destination) {
        this.destination = destination;
    }

    Destination destination() {
        return destination;
    }

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
