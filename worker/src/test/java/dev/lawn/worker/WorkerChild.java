package dev.lawn.worker;

import dev.lawn.common.proc.ProcessFamily;
import dev.lawn.common.protocol.Decoded;
import dev.lawn.common.protocol.LineCodec;
import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The packaged worker as a real child process, and what it said so far. */
final class WorkerChild implements AutoCloseable {

    private static final Path TARGET = Path.of("target");
    private static final Time TIME = new SystemTime();

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** Everything it said that was read so far. */
    final List<WorkerMessage> messages = new ArrayList<>();

    /** Its processes, by a marker of its own. */
    final ProcessFamily family = new ProcessFamily(UUID.randomUUID().toString());

    WorkerChild(SupervisorMessage.Assignment assignment, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx48m",
                        "-Xss512k",
                        "-cp",
                        TARGET.resolve("lawn-worker.jar") + ":" + TARGET.resolve("lib") + "/*",
                        WorkerMain.class.getName());
        builder.environment().put(ProcessFamily.VARIABLE, family.marker());
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process = builder.start();
        Thread.ofPlatform().daemon().name("worker-output").start(this::pump);
        send(assignment);
    }

    private void pump() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                giveLeave(line);
            }
        } catch (IOException _) {
            // It has gone.
        }
    }

    /** Here every node may sign in whenever it wants to. */
    private void giveLeave(String line) throws IOException {
        if (line.startsWith("{\"type\":\"sign_in_wanted\"")) {
            send(new SupervisorMessage.SignIn());
        }
    }

    synchronized void send(SupervisorMessage message) throws IOException {
        process.getOutputStream().write(LineCodec.encode(message));
        process.getOutputStream().flush();
    }

    void endStdin() throws IOException {
        process.getOutputStream().close();
    }

    void term() {
        // Not Process.destroy(), which would close its stdout as well.
        process.toHandle().destroy();
    }

    /** Reads messages up to the first that fits. */
    <M extends WorkerMessage> M await(
            Class<M> type, java.util.function.Predicate<M> fits, Duration within)
            throws InterruptedException {
        long deadline = TIME.nanos() + within.toNanos();
        for (String line = next(deadline); line != null; line = next(deadline)) {
            WorkerMessage message = message(line);
            messages.add(message);
            if (type.isInstance(message) && fits.test(type.cast(message))) {
                return type.cast(message);
            }
        }
        throw new AssertionError("no such " + type.getSimpleName() + " after " + messages);
    }

    private @Nullable String next(long deadline) throws InterruptedException {
        return lines.poll(deadline - TIME.nanos(), TimeUnit.NANOSECONDS);
    }

    private static WorkerMessage message(String line) {
        return switch (LineCodec.decodeWorker(line.getBytes(StandardCharsets.UTF_8))) {
            case Decoded.Message<WorkerMessage>(WorkerMessage message) -> message;
            case Decoded<WorkerMessage> other -> throw new AssertionError(other + " on stdout");
        };
    }

    /** Its exit code. */
    int exit(Duration within) throws InterruptedException {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + within);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        family.kill(Duration.ofSeconds(30));
    }
}
