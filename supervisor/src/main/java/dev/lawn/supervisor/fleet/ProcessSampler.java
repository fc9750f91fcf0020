package dev.lawn.supervisor.fleet;

import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.ProcessFamily;
import dev.lawn.common.proc.Procfs;
import dev.lawn.supervisor.fleet.NodeSnapshot.Processes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the processes of all nodes now and then: pids and PSS, by the marker of their
 * incarnation. Its own thread writes, anyone reads the last look.
 */
final class ProcessSampler {

    /** A look reads smaps_rollup of a dozen processes per node, a few milliseconds each. */
    private static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

    private static final Set<String> AROUND_A_WORKER = Set.of("unshare", "sh");

    private static final Logger LOG = LoggerFactory.getLogger(ProcessSampler.class);

    private final Thread thread =
            Thread.ofPlatform().daemon().name("process-sampler").unstarted(this::lookAgainAndAgain);

    private volatile Map<String, Processes> lastLook = Map.of();

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    private void lookAgainAndAgain() {
        while (!thread.isInterrupted()) {
            lastLook = look();
            LockSupport.parkNanos(INTERVAL_NANOS);
        }
    }

    /** A look that fails shows nothing: unknown, rather than what was true once. */
    private static Map<String, Processes> look() {
        try {
            Map<String, Processes> found = new HashMap<>();
            ProcessFamily.all().forEach((marker, members) -> found.put(marker, measure(members)));
            return Map.copyOf(found);
        } catch (RuntimeException e) {
            LOG.warn("cannot look at processes: {}", e.toString());
            return Map.of();
        }
    }

    /** What the last look found of an incarnation. */
    Processes of(String marker) {
        return lastLook.getOrDefault(marker, Processes.NONE);
    }

    private static Processes measure(List<ProcessEntry> members) {
        return new Processes(
                firstPid(members, ProcessSampler::isWorker),
                firstPid(members, ProcessSampler::isBrowserMain),
                pss(members, ProcessSampler::isWorkerOrAroundIt),
                pss(members, ProcessSampler::isDriver),
                pss(members, each -> !isWorkerOrAroundIt(each) && !isDriver(each)));
    }

    private static boolean isWorker(ProcessEntry process) {
        return program(process).equals("java");
    }

    /** What holds a worker in its namespace is there because of it; some 0.3 MiB. */
    private static boolean isWorkerOrAroundIt(ProcessEntry process) {
        return isWorker(process) || AROUND_A_WORKER.contains(program(process));
    }

    private static boolean isDriver(ProcessEntry process) {
        return program(process).equals("chromedriver");
    }

    /** The browser's main process is the one with a profile and without a type. */
    private static boolean isBrowserMain(ProcessEntry process) {
        return process.command().stream().anyMatch(arg -> arg.startsWith("--user-data-dir="))
                && process.command().stream().noneMatch(arg -> arg.startsWith("--type="));
    }

    private static String program(ProcessEntry process) {
        return process.command().isEmpty()
                ? ""
                : process.command().getFirst().replaceFirst(".*/", "");
    }

    private static @Nullable Long firstPid(
            List<ProcessEntry> members, Predicate<ProcessEntry> which) {
        return members.stream().filter(which).map(ProcessEntry::pid).findFirst().orElse(null);
    }

    /** Null where no such process could be measured: unknown, not nothing. */
    private static @Nullable Long pss(List<ProcessEntry> members, Predicate<ProcessEntry> which) {
        List<Long> known =
                members.stream()
                        .filter(which)
                        .map(process -> Procfs.pssBytes(process.pid()))
                        .filter(OptionalLong::isPresent)
                        .map(OptionalLong::getAsLong)
                        .toList();
        return known.isEmpty() ? null : known.stream().mapToLong(Long::longValue).sum();
    }
}
