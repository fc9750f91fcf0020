package dev.lawn.supervisor.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Debian's Prometheus as a child process on a free loopback port, with the prometheus.yml that is
 * shipped, but scraping every second.
 *
 * <pre>{@code
 * try (var prometheus = PrometheusServer.scraping(tempDir, endpoint.address())) {
 *     List<Series> up = prometheus.query("up");
 * }
 * }</pre>
 */
public final class PrometheusServer implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Pattern LISTENING =
            Pattern.compile("msg=\"Listening on\" address=(127\\.0\\.0\\.1:\\d+)");

    private final Process process;
    private final PrometheusClient client;

    private PrometheusServer(Process process, PrometheusClient client) {
        this.process = process;
        this.client = client;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param folder an empty folder for its configuration, data and log
     * @param targets what to scrape, each at /metrics
     * @throws AssertionError where it is not installed or does not come up
     */
    public static PrometheusServer scraping(Path folder, InetSocketAddress... targets)
            throws IOException {
        Path config = ShippedConfig.scraping(folder, List.of(targets));
        Path log = folder.resolve("prometheus.log");
        Process process = launch(folder, config, log);
        try {
            PrometheusClient client = new PrometheusClient(awaitAddress(process, log));
            await("Prometheus gets ready").atMost(START).until(client::isReady);
            return new PrometheusServer(process, client);
        } catch (Throwable e) {
            end(process);
            throw e;
        }
    }

    private static Process launch(Path folder, Path config, Path log) throws IOException {
        return new ProcessBuilder(
                        Tool.find("prometheus").toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:0")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** It takes a free port by itself and says in its log which. */
    private static URI awaitAddress(Process process, Path log) {
        return await("Prometheus listens")
                .atMost(START)
                .failFast(() -> assertThat(process.isAlive()).as(text(log)).isTrue())
                .until(() -> addressIn(text(log)), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<URI> addressIn(String log) {
        return LISTENING
                .matcher(log)
                .results()
                .findFirst()
                .map(line -> URI.create("http://" + line.group(1) + "/"));
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an instant query answers now; empty where no series matches. */
    public List<Series> query(String promql) throws IOException, InterruptedException {
        return client.query(promql);
    }

    @Override
    public void close() {
        end(process);
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
