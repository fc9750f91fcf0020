package dev.lawn.supervisor.process.contain;

import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.Procfs;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tries a PID namespace for real: the exit code comes through, the worker is below the namespace's
 * first process, and all of it ends with the thread that started it.
 */
final class PidNamespaceProbe {

    /** Says who its parent is by its own /proc, and stays. */
    private static final String STAY = "echo \"$PPID\"; exec sleep 60";

    private PidNamespaceProbe() {}

    static void run(List<String> wrapper) throws ContainmentException {
        Trial.exitCode(wrapper);
        Started started = startedByAThreadThatEnds(wrapper);
        try {
            check(started);
        } finally {
            started.process().destroyForcibly();
        }
    }

    /**
     * @param parent what the worker said of its parent; null where it said nothing
     * @param worker empty where it could not be found from outside
     */
    private record Started(
            Process process, @Nullable String parent, Optional<ProcessEntry> worker) {}

    private static Started startedByAThreadThatEnds(List<String> wrapper)
            throws ContainmentException {
        CompletableFuture<Started> started = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("probe")
                .start(
                        () -> {
                            try {
                                started.complete(start(wrapper));
                            } catch (IOException | RuntimeException e) {
                                started.completeExceptionally(e);
                            }
                        });
        try {
            return started.get(Trial.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ContainmentException("cannot start a trial: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ContainmentException("interrupted");
        }
    }

    private static Started start(List<String> wrapper) throws IOException {
        Process process =
                Trial.command(wrapper, STAY).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String parent = lines.readLine();
        Long pid = new NamespaceHold(SessionHold.of("probe", process)).workerPid();
        return new Started(process, parent, Optional.ofNullable(pid).flatMap(Procfs::process));
    }

    private static void check(Started started) throws ContainmentException {
        if (!"1".equals(started.parent())) {
            throw new ContainmentException("the trial is in no namespace of its own");
        }
        if (started.worker().isEmpty()) {
            throw new ContainmentException(
                    "a process in it cannot be found from outside: /proc/PID/task/PID/children is missing");
        }
        try {
            boolean ended =
                    started.process().waitFor(Trial.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended || !Await.gone(started.worker().get(), Trial.PATIENCE)) {
                throw new ContainmentException("it outlives the thread that started it");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ContainmentException("interrupted");
        }
    }
}
