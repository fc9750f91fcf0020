package dev.lawn.supervisor.process.contain;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that outlives us to end what we can end no more. It waits in a shell for the end of its
 * stdin, which only our death brings about, and takes next to nothing until then. Where it is
 * killed, another takes its place.
 */
final class Warden implements AutoCloseable {

    private static final Set<String> INHERITED = Set.of("PATH", "LANG", "TZ");

    /** What ps(1) shows of it. */
    private static final String NAME = "lawn-warden";

    /** Nothing is ever written: the pipe breaks when its other end has gone. */
    private static final String WAIT = "while read -r line; do :; done; ";

    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(Warden.class);

    private final Starter starter;
    private final List<String> command;
    private volatile Process process;
    private volatile boolean closed;

    private Warden(Starter starter, List<String> command) throws IOException {
        this.starter = starter;
        this.command = command;
        this.process = start();
    }

    /** Sweeps by marker and session, as the next start on the same state directory would. */
    static List<String> sweeping(String runId) {
        List<String> words = new ArrayList<>(List.of(WAIT + "exec \"$@\"", NAME));
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m"));
        words.addAll(List.of("-cp", System.getProperty("java.class.path")));
        words.addAll(List.of(WardenMain.class.getName(), runId));
        return List.copyOf(words);
    }

    /** Ends every cgroup whose path begins so, and removes those that are empty then. */
    static List<String> killing(String leaves) {
        return List.of(
                WAIT
                        + "for leaf in \"$1\"*; do echo 1 >\"$leaf/cgroup.kill\"; done; "
                        + "for leaf in \"$1\"*; do "
                        + "while grep -q 'populated 1' \"$leaf/cgroup.events\"; do sleep 0.05; done; "
                        + "rmdir \"$leaf\"; done",
                NAME,
                leaves);
    }

    /**
     * Starts it.
     *
     * @param script a shell script that begins with the wait, and its words
     */
    static Warden begin(Starter starter, List<String> script) throws ContainmentException {
        List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c"));
        command.addAll(script);
        try {
            Warden warden = new Warden(starter, List.copyOf(command));
            Thread.ofPlatform().daemon().name("warden").start(warden::watch);
            return warden;
        } catch (IOException e) {
            throw new ContainmentException("cannot start its warden: " + e.getMessage());
        }
    }

    private Process start() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(INHERITED);
        return starter.start(builder);
    }

    private void watch() {
        try {
            while (!closed) {
                int code = process.waitFor();
                if (!closed) {
                    LOG.warn("the warden ended ({}); starting another", code);
                    LockSupport.parkNanos(PAUSE_NANOS);
                    replace();
                }
            }
        } catch (InterruptedException _) {
            // Nobody interrupts it; as a daemon it ends with us.
        }
    }

    private synchronized void replace() {
        try {
            if (!closed) {
                process = start();
            }
        } catch (IOException e) {
            LOG.error("no warden, trying again: {}", e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        process.toHandle().destroyForcibly();
    }
}
