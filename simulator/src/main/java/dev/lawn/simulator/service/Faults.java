package dev.lawn.simulator.service;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Which fault is on. Thread-safe. */
public final class Faults {

    private record Switched(Fault fault, CountDownLatch over) {
        static Switched to(Fault fault) {
            return new Switched(fault, new CountDownLatch(1));
        }
    }

    private final AtomicReference<Switched> current =
            new AtomicReference<>(Switched.to(Fault.NONE));

    /** Switches to this fault; {@link Fault#NONE} switches the last one off. */
    public void set(Fault fault) {
        current.getAndSet(Switched.to(fault)).over.countDown();
    }

    /** Whether this one is on. */
    public boolean is(Fault fault) {
        return current.get().fault == fault;
    }

    /** Waits until this fault is no longer on. */
    public void awaitEndOf(Fault fault) throws InterruptedException {
        Switched now = current.get();
        while (now.fault == fault) {
            now.over.await();
            now = current.get();
        }
    }

    /**
     * Waits for this long, or until something is switched.
     *
     * @return whether this fault is on then
     */
    public boolean lasts(Fault fault, Duration atMost) throws InterruptedException {
        Switched now = current.get();
        return now.fault == fault
                && (!now.over.await(atMost.toNanos(), TimeUnit.NANOSECONDS) || is(fault));
    }
}
