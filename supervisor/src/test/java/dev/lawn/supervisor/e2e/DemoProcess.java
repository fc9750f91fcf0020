package dev.lawn.supervisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.ProcessFamily;
import dev.lawn.common.proc.Procfs;
import dev.lawn.supervisor.control.ControlClient;
import dev.lawn.supervisor.control.StatusDocument;
import dev.lawn.supervisor.run.ControlFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code lawn demo} as a process of its own, from the jars the build just made. */
final class DemoProcess {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private final Path stateDir;
    private final Path output;
    private final Process process;

    private DemoProcess(Path stateDir, Path output, Process process) {
        this.stateDir = stateDir;
        this.output = output;
        this.process = process;
    }

    /**
     * Starts it, and waits until its control endpoint is there.
     *
     * @param simulatorPort 0 for any free one, or the one this state directory had before
     */
    static DemoProcess start(Path stateDir, int nodes, int simulatorPort)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(stateDir, "demo", ".out");
        // Whoever runs the tests may ignore the signal, as a shell's background jobs do.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(java());
        command.addAll(
                List.of(
                        "demo",
                        "--nodes=" + nodes,
                        "--state-dir=" + stateDir,
                        "--metrics-listen=127.0.0.1:0",
                        "--control-listen=127.0.0.1:0",
                        "--simulator-port=" + simulatorPort));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        DemoProcess demo = new DemoProcess(stateDir, output, process);
        try {
            demo.awaitListening();
            return demo;
        } catch (Throwable e) {
            demo.end();
            throw e;
        }
    }

    private void awaitListening() {
        Eventually.within(
                Duration.ofMinutes(2),
                "the demo listens",
                () -> {
                    assertThat(process.isAlive()).as(output()).isTrue();
                    // A killed demo leaves its address behind: only an answer proves the new one.
                    assertThat(status().summary().supervisorPid()).isEqualTo(process.pid());
                });
    }

    /** The command line of {@code lawn}, as the script makes it. */
    static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@jvm.options",
                "-Dlawn.home=" + HOME,
                "-cp",
                "target/lawn-supervisor.jar:target/lib/*",
                "dev.lawn.supervisor.cli.Main");
    }

    Path stateDir() {
        return stateDir;
    }

    long pid() {
        return process.pid();
    }

    String output() {
        return read(output);
    }

    StatusDocument status() throws IOException, InterruptedException {
        return client(stateDir).status();
    }

    private static ControlClient client(Path stateDir) throws IOException {
        return ControlFiles.client(stateDir)
                .orElseThrow(() -> new AssertionError("no control.address in " + stateDir));
    }

    StatusDocument.Node node(String name) throws IOException, InterruptedException {
        return status().nodes().stream()
                .filter(node -> node.node().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Waits until every node is connected. */
    StatusDocument awaitConnected(Duration patience) throws IOException, InterruptedException {
        Eventually.within(
                patience,
                "every node is connected",
                () ->
                        assertThat(status().nodes())
                                .as(output())
                                .allSatisfy(
                                        node -> assertThat(node.state()).isEqualTo("connected")));
        return status();
    }

    String get(String url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    /**
     * What Lawn itself would find of it, and what the JDK sees below the supervisor: the second
     * does not depend on what is tested.
     */
    List<Long> processes() throws IOException {
        String prefix = read(stateDir.resolve("id")).strip() + "-";
        Stream<Long> marked =
                ProcessFamily.all().entrySet().stream()
                        .filter(family -> family.getKey().startsWith(prefix))
                        .flatMap(family -> family.getValue().stream())
                        .map(ProcessEntry::pid);
        Stream<Long> below = process.descendants().map(ProcessHandle::pid);
        return Stream.concat(marked, below).distinct().toList();
    }

    /** Those of them that are there still; a zombie has gone but for its parent's attention. */
    static List<ProcessEntry> alive(List<Long> pids) {
        return pids.stream()
                .flatMap(pid -> Procfs.process(pid).stream())
                .filter(process -> !process.isZombie())
                .toList();
    }

    /** Sends a signal, as {@code kill} does. */
    static void signal(String name, long pid) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        assertThat(code).as("kill -%s %d", name, pid).isZero();
    }

    /** Waits for its end. */
    boolean ends(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For tests that failed half-way: nothing is left running. */
    void end() throws IOException, InterruptedException {
        List<Long> processes = processes();
        process.destroy();
        if (!ends(Duration.ofSeconds(20))) {
            process.destroyForcibly().waitFor();
        }
        alive(processes)
                .forEach(
                        each ->
                                ProcessHandle.of(each.pid())
                                        .ifPresent(ProcessHandle::destroyForcibly));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
