package dev.lawn.worker.session;

import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.worker.browser.Children;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the process some time after it was asked to end, whatever its threads are at: the browser
 * may hang, and so may a write to a supervisor that reads no more.
 */
public final class LastResort {

    /** Above a browser's quit and the kill after it; below the supervisor's own patience. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(8);

    private final CompletableFuture<Integer> exit;
    private final Duration patience;
    private final Runnable end;
    private final AtomicBoolean armed = new AtomicBoolean();

    /**
     * @param exit done when the session has ended
     */
    public LastResort(CompletableFuture<Integer> exit) {
        this(exit, LONGEST_STOP, LastResort::killAndHalt);
    }

    LastResort(CompletableFuture<Integer> exit, Duration patience, Runnable end) {
        this.exit = exit;
        this.patience = patience;
        this.end = end;
    }

    /** Begins to count; only the first time. Thread-safe. */
    public void arm() {
        if (armed.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("last-resort").start(this::waitAndEnd);
        }
    }

    private void waitAndEnd() {
        try {
            exit.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | InterruptedException _) {
            end.run();
        }
    }

    private static void killAndHalt() {
        try {
            List<ProcessEntry> _ = Children.ofThisProcess().kill();
        } finally {
            Runtime.getRuntime().halt(NodeSession.FAULT);
        }
    }
}
