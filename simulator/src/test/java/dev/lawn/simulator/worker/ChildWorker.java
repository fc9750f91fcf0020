package dev.lawn.simulator.worker;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Secret;
import dev.lawn.common.protocol.BoundedLineReader;
import dev.lawn.common.protocol.BoundedLineReader.Line;
import dev.lawn.common.protocol.Decoded;
import dev.lawn.common.protocol.LineCodec;
import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.protocol.SupervisorMessage.Assignment;
import dev.lawn.common.protocol.WorkerMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A scripted worker as a real child process, with everything it says. */
final class ChildWorker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int LONGEST_LINE = 64 * 1024;

    private final Process process;
    private final List<WorkerMessage> messages = new CopyOnWriteArrayList<>();
    private final AtomicLong noise = new AtomicLong();
    private final AtomicLong malformed = new AtomicLong();
    private final AtomicLong tooLong = new AtomicLong();
    private final Thread reader;

    private ChildWorker(Process process) {
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().unstarted(this::readAll);
    }

    static ChildWorker start(String user) throws IOException {
        return start(user, null);
    }

    /**
     * Starts one behind a proxy.
     *
     * @param proxyPort of its proxy on this host; null for the one in the documentation, which no
     *     script but one looks at
     */
    static ChildWorker start(String user, @Nullable Integer proxyPort) throws IOException {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                classPath,
                                ScriptedWorker.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        ChildWorker worker = new ChildWorker(process);
        worker.reader.start();
        worker.send(assignment(user, proxyPort));
        return worker;
    }

    /** The assignment of docs/protocol.md, for this user. */
    private static Assignment assignment(String user, @Nullable Integer proxyPort)
            throws IOException {
        String line =
                Files.readAllLines(Path.of("../docs/protocol.md")).stream()
                        .filter(each -> each.startsWith("{\"type\":\"assignment\""))
                        .findFirst()
                        .orElseThrow();
        if (LineCodec.decodeSupervisor(line.getBytes(StandardCharsets.UTF_8))
                instanceof Decoded.Message<SupervisorMessage>(Assignment golden)) {
            return new Assignment(
                    golden.incarnation(),
                    golden.node(),
                    new Credentials(user, Secret.of("unused")),
                    proxyPort == null
                            ? golden.proxy()
                            : new ProxyAddress("127.0.0.1", proxyPort, null),
                    null,
                    null,
                    golden.service(),
                    golden.browser(),
                    golden.patience(),
                    null);
        }
        throw new AssertionError("docs/protocol.md has no good assignment");
    }

    void send(SupervisorMessage message) throws IOException {
        process.getOutputStream().write(LineCodec.encode(message));
        process.getOutputStream().flush();
    }

    void endStdin() throws IOException {
        process.getOutputStream().close();
    }

    /** SIGTERM, by the handle: {@link Process#destroy} would close the pipes as well. */
    void terminate() {
        process.toHandle().destroy();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private void readAll() {
        BoundedLineReader lines = new BoundedLineReader(process.getInputStream(), LONGEST_LINE);
        try {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                take(line);
            }
        } catch (IOException _) {
            // The process was killed under our eyes.
        }
    }

    private void take(Line line) {
        switch (line) {
            case Line.TooLong _ -> tooLong.incrementAndGet();
            case Line.Whole(byte[] bytes) -> {
                switch (LineCodec.decodeWorker(bytes)) {
                    case Decoded.Message<WorkerMessage>(WorkerMessage message) ->
                            messages.add(message);
                    case Decoded.Noise<WorkerMessage> _ -> noise.incrementAndGet();
                    case Decoded.Malformed<WorkerMessage> _ -> malformed.incrementAndGet();
                }
            }
        }
    }

    List<WorkerMessage> messages() {
        return List.copyOf(messages);
    }

    long noise() {
        return noise.get();
    }

    long malformed() {
        return malformed.get();
    }

    long tooLong() {
        return tooLong.get();
    }

    long count(Class<? extends WorkerMessage> type) {
        return messages.stream().filter(type::isInstance).count();
    }

    void await(Predicate<ChildWorker> condition) {
        Awaitility.await().atMost(PATIENCE).until(() -> condition.test(this));
    }

    /** Waits for its end, and until all it has said is read. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the worker did not end");
        }
        reader.join(PATIENCE);
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
