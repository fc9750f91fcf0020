package dev.lawn.worker.relay;

import dev.lawn.common.net.TunnelException;
import dev.lawn.common.time.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all connections of a relay share. */
record Context(
        Upstream upstream,
        Ledger ledger,
        Limits limits,
        Time time,
        Movers movers,
        Outcomes outcomes) {

    private static final Logger log = LoggerFactory.getLogger(Context.class);

    /** A way to be tried. */
    @FunctionalInterface
    interface Attempt<T> {
        T make() throws TunnelException, RefusedException;
    }

    /** Tries it, and writes down how long it took or why it failed. */
    <T> T tried(Meter meter, Attempt<T> attempt) throws TunnelException, RefusedException {
        long begun = time.nanos();
        try {
            T way = attempt.make();
            ledger.connectedAfter(time.nanos() - begun);
            return way;
        } catch (TunnelException e) {
            failed(meter, e);
            throw e;
        }
    }

    void failed(Meter meter, TunnelException e) {
        ledger.failed(e.fault());
        outcomes.failed(meter.destination(), e);
        log.info("{}: {}", e.fault().wireName(), e.getMessage());
    }

    void wentWell(Meter meter) {
        outcomes.wentWell(meter.destination());
    }
}
