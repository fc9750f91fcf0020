package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Reason;
import dev.lawn.common.time.Time;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out through one proxy, for every node that goes out by it: closed while the proxy is
 * down, so that nobody starts a browser to find that out. Looks at the proxy at its own pace until
 * it is up again; one that answers, and yet connects nobody, less and less often. Thread-safe.
 */
final class ProxyGate {

    private static final Logger LOG = LoggerFactory.getLogger(ProxyGate.class);

    private final Supplier<Optional<Reason>> look;
    private final Pace pace;
    private final Pace leakPace;
    private final Time time;
    private final Runnable changed;
    private @Nullable Reason closed;
    private int failures;
    private boolean isLooking;
    private boolean isRetired;
    private int leaks;

    /**
     * An open gate.
     *
     * @param service where the way leads
     * @param pace between two looks at a proxy that is down
     * @param leakPace how long nobody goes by a proxy that leads out by the host's own address
     * @param changed told, on any thread and outside of any lock, when the gate opens or closes
     */
    ProxyGate(
            ProxyAddress proxy,
            URI service,
            ProxyProbe probe,
            Pace pace,
            Pace leakPace,
            Time time,
            Runnable changed) {
        this.look = () -> probe.failure(proxy, service);
        this.pace = pace;
        this.leakPace = leakPace;
        this.time = time;
        this.changed = changed;
    }

    /** Why it is closed; null while it is open. */
    synchronized @Nullable Reason closed() {
        return closed;
    }

    /** A node lost its connection: it may be the proxy. */
    void suspect() {
        synchronized (this) {
            if (closed != null || isLooking) {
                return;
            }
            isLooking = true;
        }
        lookAside();
    }

    /** A worker found the proxy at fault. */
    void close(Reason reason) {
        if (reason == Reason.EGRESS_LEAK) {
            // No look opens what a leak has closed.
            leaks();
            return;
        }
        synchronized (this) {
            if (closed != null) {
                return;
            }
            closed = reason;
            failures++;
            if (!isLooking) {
                lookLater();
            }
        }
        changed.run();
    }

    /**
     * It leads out by the host's own address. The proxy itself may well answer, so no look tells
     * when that is over: after some time a node tries.
     */
    void leaks() {
        synchronized (this) {
            if (closed == Reason.EGRESS_LEAK) {
                return;
            }
            closed = Reason.EGRESS_LEAK;
            leaks++;
            time.schedule(leakPace.after(leaks), this::tryAgain);
        }
        changed.run();
    }

    private void tryAgain() {
        synchronized (this) {
            if (closed != Reason.EGRESS_LEAK || isRetired) {
                return;
            }
            closed = null;
        }
        changed.run();
    }

    /** Nobody goes this way any more: it looks no further. */
    synchronized void retire() {
        isRetired = true;
    }

    private void lookLater() {
        if (isRetired) {
            return;
        }
        isLooking = true;
        time.schedule(pace.after(failures), this::lookAside);
    }

    private void lookAside() {
        Thread.ofVirtual().name("proxy-probe").start(this::look);
    }

    private void look() {
        try {
            saw(look.get().orElse(null));
        } catch (RuntimeException e) {
            LOG.error("a look at a proxy failed", e);
            // No verdict: what was known stays, and the next look comes.
            saw(closed());
        }
    }

    /** A node behind it is connected: whatever was wrong with the way is over. */
    synchronized void recovered() {
        failures = 0;
        leaks = 0;
    }

    private void saw(@Nullable Reason failure) {
        boolean differs;
        synchronized (this) {
            if (closed == Reason.EGRESS_LEAK) {
                isLooking = false;
                return;
            }
            differs = closed != failure;
            closed = failure;
            isLooking = false;
            if (failure != null) {
                failures++;
                lookLater();
            }
        }
        if (differs) {
            changed.run();
        }
    }
}
