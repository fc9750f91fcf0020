package dev.lawn.worker.browser;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The browser or its driver has gone: whoever waits for either, or only for time to pass, hears of
 * it at once. Only the first fault counts, and for good unless another browser is started.
 * Thread-safe.
 */
public final class Alarm implements Patience.Pause {

    private final Map<Thread, CompletableFuture<?>> waiting = new ConcurrentHashMap<>();
    private volatile @Nullable BrowserFault fault;

    /** Ends every wait there is, and every later one, with that fault; only the first time. */
    synchronized void raise(BrowserFault gone) {
        if (fault == null) {
            fault = gone;
            waiting.values().forEach(each -> each.completeExceptionally(gone));
        }
    }

    /** Another browser may be started: who went before it is no news. */
    synchronized void clear() {
        fault = null;
    }

    /**
     * The result, once it is there.
     *
     * @throws BrowserFault where the alarm is raised first
     * @throws ExecutionException where the result is a failure
     * @throws TimeoutException where there is neither in time
     */
    <T> T await(CompletableFuture<T> result, Duration within)
            throws InterruptedException, ExecutionException, TimeoutException {
        waiting.put(Thread.currentThread(), result);
        try {
            BrowserFault raised = fault;
            if (raised != null) {
                throw raised;
            }
            return result.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            waiting.remove(Thread.currentThread());
        }
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        try {
            await(new CompletableFuture<Void>(), duration);
        } catch (TimeoutException _) {
            // The time has passed, as it should.
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BrowserFault raised
                    ? raised
                    : new IllegalStateException(e);
        }
    }
}
