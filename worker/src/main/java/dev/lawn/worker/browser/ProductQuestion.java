package dev.lawn.worker.browser;

import dev.lawn.common.model.BrowserProduct;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the browser's program which one it is: 40 ms with Chromium 156. At each start, since a host
 * that runs for months changes it meanwhile.
 */
final class ProductQuestion {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int MOST_BYTES = 4096;

    private static final Logger log = LoggerFactory.getLogger(ProductQuestion.class);

    private ProductQuestion() {}

    /** The product; empty where the program does not tell, for whatever reason. */
    static Optional<BrowserProduct> ask(String binary) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(binary, "--version")
                            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectError(Redirect.DISCARD)
                            .start();
            try {
                return answer(process);
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            log.warn("{} --version: {}", binary, e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<BrowserProduct> answer(Process process)
            throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        // Only what is there: a process that it left behind may hold the pipe open for ever.
        InputStream out = process.getInputStream();
        int there = Math.min(out.available(), MOST_BYTES);
        return BrowserProduct.of(new String(out.readNBytes(there), StandardCharsets.UTF_8));
    }
}
