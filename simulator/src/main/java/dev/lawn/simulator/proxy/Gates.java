package dev.lawn.simulator.proxy;

import java.time.Duration;

/**
 * Where a proxy can hold back what comes.
 *
 * @param clients what clients send, requests and all
 * @param outbound what goes out through tunnels, after {@code clients}
 * @param inbound what comes back through them
 */
record Gates(Gate clients, Gate outbound, Gate inbound) {

    private static final Duration LATE = Duration.ofSeconds(2);

    Gates() {
        this(new Gate(), new Gate(), new Gate());
    }

    /** Each shut, open or slow, as the fault wants it. */
    void turn(ProxyFault fault) {
        Duration late = fault == ProxyFault.SLOW ? LATE : Duration.ZERO;
        turn(clients, fault == ProxyFault.HANGING, late);
        turn(outbound, fault == ProxyFault.STALLED, Duration.ZERO);
        turn(inbound, fault == ProxyFault.HANGING || fault == ProxyFault.STALLED, late);
    }

    private static void turn(Gate gate, boolean isShut, Duration late) {
        if (isShut) {
            gate.shut();
        } else {
            gate.open(late);
        }
    }
}
