package dev.lawn.worker.session;

import dev.lawn.worker.browser.Patience;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends the node's thread wherever it waits. Asked twice, it interrupts once: the quit is long. */
public final class StopSignal implements Patience.Pause {

    private final Thread node;
    private final AtomicBoolean requested = new AtomicBoolean();
    private final CountDownLatch never = new CountDownLatch(1);

    /**
     * @param node the thread that runs the session
     */
    public StopSignal(Thread node) {
        this.node = node;
    }

    /** Asks the session to end cleanly. Thread-safe. */
    public void request() {
        if (requested.compareAndSet(false, true)) {
            node.interrupt();
        }
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        boolean _ = never.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }
}
