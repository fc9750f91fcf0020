package dev.lawn.supervisor.process;

import dev.lawn.common.protocol.BoundedLineReader;
import dev.lawn.common.protocol.BoundedLineReader.Line;
import dev.lawn.common.protocol.Decoded;
import dev.lawn.common.protocol.LineCodec;
import dev.lawn.common.protocol.SupervisorMessage.Check;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.protocol.WorkerMessage.Checked;
import dev.lawn.common.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker that tries ways out and starts no browser. It needs no state directory, and is in no
 * running supervisor's way.
 *
 * <pre>{@code
 * try (ProxyChecker checker = ProxyChecker.start(worker, check, time)) {
 *     checker.follow(Duration.ofSeconds(9), checked -> System.out.println(checked.result()));
 * }
 * }</pre>
 */
public final class ProxyChecker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProxyChecker.class);

    /** As for every worker: an operator may have put secrets into the rest. */
    private static final Set<String> INHERITED = Set.of("PATH", "LANG", "LC_ALL", "TZ");

    private static final int LONGEST_LINE_BYTES = 64 * 1024;
    private static final int TAIL_BYTES = 8 * 1024;

    private final Path folder;
    private final Process process;
    private final Time time;
    private final Tail stderr = new Tail(TAIL_BYTES, TAIL_BYTES);
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

    private sealed interface Heard {
        record Said(WorkerMessage message) implements Heard {}

        record End() implements Heard {}
    }

    private ProxyChecker(Path folder, Process process, Time time) {
        this.folder = folder;
        this.process = process;
        this.time = time;
    }

    /**
     * Starts it.
     *
     * @param check holds credentials: it goes to stdin only
     * @throws IOException where no process can be started; nothing is left of it
     */
    public static ProxyChecker start(WorkerCommand worker, Check check, Time time)
            throws IOException {
        // Private: what a JVM leaves of a crash holds its memory.
        Path folder = Files.createTempDirectory("lawn-check-");
        try {
            Files.createDirectory(folder.resolve("tmp"));
            ProcessBuilder builder = new ProcessBuilder(worker.words()).directory(folder.toFile());
            builder.environment().keySet().retainAll(INHERITED);
            ProxyChecker checker = new ProxyChecker(folder, builder.start(), time);
            checker.begin(check);
            return checker;
        } catch (IOException | RuntimeException e) {
            FolderTree.delete(folder);
            throw e;
        }
    }

    private void begin(Check check) {
        daemon("check-stdout", this::readStdout);
        daemon("check-stderr", this::readStderr);
        try {
            OutputStream stdin = process.getOutputStream();
            stdin.write(LineCodec.encode(check));
            // Its end would mean: stop.
            stdin.flush();
        } catch (IOException e) {
            stderr.add("it reads nothing: " + e.getMessage());
        }
    }

    private static void daemon(String name, Runnable task) {
        Thread.ofPlatform().daemon().name(name).start(task);
    }

    private void readStdout() {
        read(
                process.getInputStream(),
                bytes -> {
                    if (LineCodec.decodeWorker(bytes)
                            instanceof Decoded.Message<WorkerMessage>(WorkerMessage message)) {
                        heard.add(new Heard.Said(message));
                    }
                });
        heard.add(new Heard.End());
    }

    private void readStderr() {
        read(process.getErrorStream(), stderr::add);
    }

    private static void read(InputStream in, Consumer<byte[]> each) {
        BoundedLineReader lines = new BoundedLineReader(in, LONGEST_LINE_BYTES);
        try {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                if (line instanceof Line.Whole(byte[] bytes)) {
                    each.accept(bytes);
                }
            }
        } catch (IOException e) {
            LOG.debug("a pipe broke: {}", e.toString());
        }
    }

    /**
     * Returns when everything was tried, the worker has ended, or the time is up.
     *
     * @param each told of each way out as it is known
     */
    public void follow(Duration atMost, Consumer<Checked> each) throws InterruptedException {
        long end = time.nanos() + atMost.toNanos();
        while (true) {
            switch (heard.poll(end - time.nanos(), TimeUnit.NANOSECONDS)) {
                case null -> {
                    return;
                }
                case Heard.End _ -> {
                    return;
                }
                case Heard.Said(WorkerMessage.Goodbye _) -> {
                    return;
                }
                case Heard.Said(Checked checked) -> each.accept(checked);
                case Heard.Said _ -> {}
            }
        }
    }

    /** The end of what it wrote to stderr, fit to print. */
    public List<String> lastWords() {
        return stderr.lines();
    }

    /** Ends it, whatever it is at. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        FolderTree.delete(folder);
    }
}
