package dev.lawn.worker.relay;

import dev.lawn.common.net.TunnelException;
import dev.lawn.common.time.Time;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all connections of a relay share.
 *
 * @param outcome told how each attempt to go out ended; empty for well
 */
record Context(
        Upstream upstream,
        Ledger ledger,
        Limits limits,
        Time time,
        Consumer<Optional<UpstreamFailure>> outcome) {

    private static final Logger log = LoggerFactory.getLogger(Context.class);

    /** A way to be tried. */
    @FunctionalInterface
    interface Attempt<T> {
        T make() throws TunnelException, RefusedException;
    }

    /** Tries it, and writes down how long it took or why it failed. */
    <T> T tried(Attempt<T> attempt) throws TunnelException, RefusedException {
        long begun = time.nanos();
        try {
            T way = attempt.make();
            ledger.connectedAfter(time.nanos() - begun);
            return way;
        } catch (TunnelException e) {
            failed(e);
            throw e;
        }
    }

    void failed(TunnelException e) {
        ledger.failed(e.fault());
        outcome.accept(
                Optional.of(new UpstreamFailure(e.reason(), String.valueOf(e.getMessage()))));
        log.info("{}: {}", e.fault().wireName(), e.getMessage());
    }

    void wentWell() {
        outcome.accept(Optional.empty());
    }
}
