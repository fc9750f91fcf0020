package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
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
    public static final Duration ORDINARY = Duration.ofSeconds(8);

    /** From the beginning of an ordinary command to the verdict on who hangs. */
    public static final Duration LONGEST = ORDINARY.plus(Diagnosis.LONGEST);

    /** Of this process, as the JDK's own list of threads is, which leaves virtual ones out. */
    private static final Set<Thread> RUNNING = ConcurrentHashMap.newKeySet();

    private final Alarm alarm;
    private final Runnable answered;
    private volatile Optional<Diagnosis> diagnosis = Optional.empty();
    private volatile double stretch = 1;

    /**
     * @param alarm ends a command at once when the browser or its driver has gone
     * @param answered told after each command that the browser answered: real work was done
     */
    public Commands(Alarm alarm, Runnable answered) {
        this.alarm = alarm;
        this.answered = answered;
    }

    /** Raised by whoever sees that there is nobody left to answer. */
    Alarm alarm() {
        return alarm;
    }

    /**
     * From now on.
     *
     * @param times at least 1: how many times {@link #ORDINARY} an ordinary command may take
     */
    void stretch(double times) {
        stretch = times;
    }

    /** How to tell from now on who it is that hangs. */
    void diagnoseBy(Diagnosis one) {
        diagnosis = Optional.of(one);
    }

    /** Who hangs now: see {@link Diagnosis#whoHangs()}. */
    Reason whoHangs() {
        return diagnosis.map(Diagnosis::whoHangs).orElse(Reason.BROWSER_HUNG);
    }

    /** {@link #call(String, Duration, Callable)} within {@link #ORDINARY}, stretched. */
    public <T> T call(String what, Callable<T> command) throws InterruptedException {
        return call(what, Duration.ofMillis((long) (ORDINARY.toMillis() * stretch)), command);
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
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofVirtual().name("command: " + what).start(() -> run(command, result));
        try {
            T value = alarm.await(result, within);
            answered.run();
            return value;
        } catch (TimeoutException _) {
            throw new BrowserFault(
                    whoHangs(),
                    "\"%s\" did not answer within %d s".formatted(what, within.toSeconds()));
        } catch (ExecutionException e) {
            throw failure(what, e.getCause());
        }
    }

    private static <T> void run(Callable<T> command, CompletableFuture<T> result) {
        RUNNING.add(Thread.currentThread());
        try {
            result.complete(command.call());
        } catch (Throwable e) {
            result.completeExceptionally(e);
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
