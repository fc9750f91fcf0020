package dev.lawn.worker.service;

import dev.lawn.common.model.Secret;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Takes a one-time code from the thread that reads stdin to the one that has the page. Holds the
 * latest only: an older one is of no use to anybody. Thread-safe.
 */
public final class OtpMailbox {

    private final AtomicReference<@Nullable Secret> latest = new AtomicReference<>();

    /** A person has handed one over. */
    public void put(Secret code) {
        latest.set(code);
    }

    /** The latest, once; empty where none has come since. */
    Optional<Secret> take() {
        return Optional.ofNullable(latest.getAndSet(null));
    }

    /** What came before anybody waited for it was meant for another page. */
    void clear() {
        latest.set(null);
    }
}
