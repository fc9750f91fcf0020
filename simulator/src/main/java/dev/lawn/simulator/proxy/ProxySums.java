package dev.lawn.simulator.proxy;

import java.util.concurrent.atomic.LongAdder;

/** Sums over many connections. Thread-safe. */
final class ProxySums {

    private final LongAdder connections = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder fromClient = new LongAdder();
    private final LongAdder toClient = new LongAdder();

    void connected() {
        connections.increment();
    }

    void refused() {
        refused.increment();
    }

    void fromClient(long bytes) {
        fromClient.add(bytes);
    }

    void toClient(long bytes) {
        toClient.add(bytes);
    }

    ProxyTraffic snapshot() {
        return new ProxyTraffic(connections.sum(), refused.sum(), fromClient.sum(), toClient.sum());
    }
}
