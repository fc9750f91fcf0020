package dev.lawn.supervisor.process;

import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.protocol.BoundedLineReader;
import dev.lawn.common.protocol.BoundedLineReader.Line;
import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.process.contain.Contained;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker as a child process: two pumps, one writer, one watcher, each a platform daemon thread,
 * since a virtual thread that waits on a pipe holds its carrier.
 */
final class ChildProcess implements WorkerProcess {

    /** Pipes end when their last holder has gone; after the sweep that is a matter of moments. */
    private static final Duration DRAIN = Duration.ofSeconds(2);

    /** How long one sweep goes on before it is logged and begun again. */
    private static final Duration SWEEP = Duration.ofSeconds(5);

    private static final Duration SWEEP_AGAIN = Duration.ofSeconds(1);

    /** One that can never be told is not told for ever. */
    private static final int MOST_ATTEMPTS = 60;

    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

    private static final int LONGEST_LOG_LINE_BYTES = 8 * 1024;

    /** A thread dump fits, the worker's last words with it. */
    private static final int TAIL_BYTES = 64 * 1024;

    private final String incarnation;
    private final Contained contained;
    private final Process process;
    private final WorkerListener listener;
    private final NodeLog log;
    private final Tail tail = new Tail(TAIL_BYTES, LONGEST_LOG_LINE_BYTES);
    private final StdinWriter stdin;
    private final StdoutReader stdout;
    private final Thread stdoutPump;
    private final Thread stderrPump;

    ChildProcess(
            String incarnation,
            Contained contained,
            Path logFile,
            Time time,
            WorkerListener listener) {
        this.incarnation = incarnation;
        this.contained = contained;
        this.process = contained.process();
        this.listener = listener;
        this.log = new NodeLog(logFile, time);
        this.stdin = new StdinWriter(incarnation, process.getOutputStream());
        this.stdout = new StdoutReader(process.getInputStream(), time, listener, this::log);
        this.stdoutPump = daemon("stdout", stdout::readAll);
        this.stderrPump = daemon("stderr", this::readStderr);
    }

    private Thread daemon(String what, Runnable task) {
        return Thread.ofPlatform().daemon().name(incarnation + "-" + what).unstarted(task);
    }

    /** Begins to read, write and watch. Called once. */
    void start() {
        stdoutPump.start();
        stderrPump.start();
        stdin.start();
        daemon("exit", this::watch).start();
    }

    @Override
    public String incarnation() {
        return incarnation;
    }

    @Override
    public @Nullable Long pid() {
        return contained.workerPid();
    }

    @Override
    public String marker() {
        return incarnation;
    }

    @Override
    public void send(SupervisorMessage message) {
        stdin.send(message);
    }

    @Override
    public void terminate() {
        contained.terminate();
    }

    @Override
    public void kill() {
        contained.kill();
    }

    private void readStderr() {
        BoundedLineReader lines =
                new BoundedLineReader(process.getErrorStream(), LONGEST_LOG_LINE_BYTES);
        try {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                switch (line) {
                    case Line.Whole(byte[] bytes) -> keep(text(bytes));
                    case Line.TooLong(byte[] head, _) -> keep(text(head) + "…");
                }
            }
        } catch (IOException e) {
            keep("stderr broke: " + e.getMessage());
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void keep(String line) {
        tail.add(line);
        log(line);
    }

    private void log(String line) {
        synchronized (log) {
            log.line(line);
        }
    }

    /**
     * Drain before the verdict: the exit is reported once every process has gone and both pumps
     * have ended. While one is left the profile is in use, and nothing is reported. Once nobody is
     * left it is reported whatever happens: a node waits for nothing else.
     */
    private void watch() {
        try {
            int code = process.waitFor();
            sweepUntilNobodyIsLeft(incarnation, contained);
            tell(report(code));
        } catch (InterruptedException _) {
            // Nobody interrupts it; as a daemon it ends with Lawn.
        }
    }

    private ExitReport report(int code) throws InterruptedException {
        try {
            stdin.stop();
            stdoutPump.join(DRAIN);
            stderrPump.join(DRAIN);
            closeLog();
            return new ExitReport(code, stdout.malformed(), stdout.lastLines(), tail.lines());
        } catch (RuntimeException | Error e) {
            LOG.error("{}: its last words are lost", incarnation, e);
            return new ExitReport(code, 0, List.of(), List.of());
        }
    }

    private void tell(ExitReport report) {
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            try {
                listener.exited(report);
                return;
            } catch (RuntimeException | Error e) {
                LOG.error("{}: cannot tell of its end, trying again", incarnation, e);
                LockSupport.parkNanos(SWEEP_AGAIN.toNanos());
            }
        }
    }

    /** Of one whose watch never began: nothing is read or written any more. */
    void closeLog() {
        synchronized (log) {
            log.close();
        }
    }

    /** However long that takes: until then the profile is in use. */
    static void sweepUntilNobodyIsLeft(String incarnation, Contained contained) {
        while (!isSwept(incarnation, contained)) {
            LockSupport.parkNanos(SWEEP_AGAIN.toNanos());
        }
    }

    private static boolean isSwept(String incarnation, Contained contained) {
        try {
            List<ProcessEntry> left = contained.end(SWEEP);
            if (!left.isEmpty()) {
                LOG.error("{}: KILL does not end {}", incarnation, left);
            }
            return left.isEmpty();
        } catch (RuntimeException | Error e) {
            LOG.error("{}: cannot look for its processes, trying again", incarnation, e);
            return false;
        }
    }
}
