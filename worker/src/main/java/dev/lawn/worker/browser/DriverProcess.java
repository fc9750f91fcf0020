package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A chromedriver process on a port the kernel chose. Choosing one first and passing it on would
 * race with every other node of the host.
 */
final class DriverProcess {

    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
    private static final Logger log = LoggerFactory.getLogger(DriverProcess.class);

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private DriverProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param driver absolute path of chromedriver
     * @param unwanted whether the worker ends meanwhile. Asked once more when the process is there:
     *     what was started after the last look for children is ended here, the rest there
     */
    static DriverProcess start(Path driver, BooleanSupplier unwanted) {
        if (unwanted.getAsBoolean()) {
            throw tooLate();
        }
        // Chrome inherits this environment: the marker of the node's process family is in it, and
        // the node's own folders for what is temporary.
        ProcessBuilder builder =
                new ProcessBuilder(driver.toString(), "--port=0", "--log-level=WARNING")
                        .redirectErrorStream(true);
        try {
            DriverProcess started = new DriverProcess(builder.start());
            if (unwanted.getAsBoolean()) {
                started.process.destroyForcibly();
                throw tooLate();
            }
            Thread.ofPlatform().daemon().name("driver-output").start(started::drain);
            return started;
        } catch (IOException e) {
            throw new BrowserFault(
                    Reason.BROWSER_START_FAILED,
                    "cannot start %s: %s".formatted(driver, e.getMessage()));
        }
    }

    private static BrowserFault tooLate() {
        return new BrowserFault(Reason.BROWSER_START_FAILED, "the worker ends");
    }

    private void drain() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.debug("{}", line);
                Matcher matcher = STARTED.matcher(line);
                if (matcher.find()) {
                    port.complete(Integer.valueOf(matcher.group(1)));
                }
            }
        } catch (IOException _) {
            // It has gone.
        }
        port.completeExceptionally(new IOException("no port"));
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The port it listens on, once it does. */
    int port() throws InterruptedException {
        try {
            return port.get();
        } catch (ExecutionException _) {
            throw new BrowserFault(
                    Reason.BROWSER_START_FAILED, "chromedriver ended without a word of its port");
        }
    }
}
