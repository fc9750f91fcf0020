package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.WebDriverException;

/**
 * Runs browser commands, each on a thread of its own and under a wall deadline.
 *
 * <p>WebDriver's own timeouts do not bound a stopped browser, {@code quit} hangs with it, and the
 * driver's {@code /status} goes on saying "ready"; measured with Chromium 156. So nothing here
 * waits for the driver's word.
 */
public final class Commands {

    /** Ample for any single command on a busy host; a healthy one takes milliseconds. */
    public static final Duration ORDINARY = Duration.ofSeconds(10);

    /** Of this process, as the JDK's own list of threads is, which leaves virtual ones out. */
    private static final Set<Thread> RUNNING = ConcurrentHashMap.newKeySet();

    private final Runnable answered;

    /**
     * @param answered told after each command that the browser answered: real work was done
     */
    public Commands(Runnable answered) {
        this.answered = answered;
    }

    /** {@link #call(String, Duration, Callable)} within {@link #ORDINARY}. */
    public <T> T call(String what, Callable<T> command) throws InterruptedException {
        return call(what, ORDINARY, command);
    }

    /**
     * The result of a command.
     *
     * @param what names it in a fault: "read storage"
     * @throws BrowserFault where it fails, or does not end in time; its thread is then left behind
     * @throws InterruptedException where the worker is to stop
     */
    public <T> T call(String what, Duration within, Callable<T> command)
            throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(command);
        Thread.ofVirtual().name("command: " + what).start(() -> run(task));
        try {
            T result = task.get(within.toNanos(), TimeUnit.NANOSECONDS);
            answered.run();
            return result;
        } catch (TimeoutException _) {
            throw new BrowserFault(
                    Reason.BROWSER_HUNG,
                    "\"%s\" did not answer within %d s".formatted(what, within.toSeconds()));
        } catch (ExecutionException e) {
            throw failure(what, e.getCause());
        }
    }

    private static void run(FutureTask<?> task) {
        RUNNING.add(Thread.currentThread());
        try {
            task.run();
        } finally {
            RUNNING.remove(Thread.currentThread());
        }
    }

    /** The threads that run commands now, those included that were given up. */
    public static Set<Thread> running() {
        return Set.copyOf(RUNNING);
    }

    private static RuntimeException failure(String what, @Nullable Throwable cause) {
        return switch (cause) {
            case BrowserFault fault -> fault;
            case WebDriverException e -> WebDriverErrors.fault(what, e);
            case UncheckedIOException e -> WebDriverErrors.gone(what, e);
            case IOException e -> WebDriverErrors.gone(what, e);
            case RuntimeException e -> e;
            case null, default -> new IllegalStateException("\"" + what + "\" failed", cause);
        };
    }
}
