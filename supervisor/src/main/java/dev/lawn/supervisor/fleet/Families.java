package dev.lawn.supervisor.fleet;

import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.Procfs;
import dev.lawn.supervisor.fleet.NodeSnapshot.Processes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who is who among the processes of one incarnation, and what they take. */
final class Families {

    /** The worker's JVM, and what it is started and held together by. */
    private static final Set<String> WORKER = Set.of("java", "unshare", "setpriv", "setsid", "sh");

    private Families() {}

    /** The browser's main process is the one with a profile and without a type. */
    static Optional<ProcessEntry> browserMain(List<ProcessEntry> members) {
        return members.stream()
                .filter(each -> anyStartsWith(each, "--user-data-dir="))
                .filter(each -> !anyStartsWith(each, "--type="))
                .findFirst();
    }

    /**
     * What they take now; about a millisecond for each process.
     *
     * @param browserPid as the last look found it
     */
    static Processes measure(List<ProcessEntry> members, @Nullable Long browserPid) {
        return new Processes(
                workerPid(members),
                browserPid,
                pss(members, Families::isWorker),
                pss(members, Families::isDriver),
                pss(members, each -> !isWorker(each) && !isDriver(each)));
    }

    /** The JVM itself, not what holds it; null where it is not there. */
    static @Nullable Long workerPid(List<ProcessEntry> members) {
        return members.stream()
                .filter(each -> program(each).equals("java"))
                .map(ProcessEntry::pid)
                .findFirst()
                .orElse(null);
    }

    private static boolean isWorker(ProcessEntry process) {
        return WORKER.contains(program(process));
    }

    private static boolean isDriver(ProcessEntry process) {
        return program(process).equals("chromedriver");
    }

    private static boolean anyStartsWith(ProcessEntry process, String prefix) {
        return process.command().stream().anyMatch(word -> word.startsWith(prefix));
    }

    private static String program(ProcessEntry process) {
        return process.command().isEmpty()
                ? ""
                : process.command().getFirst().replaceFirst(".*/", "");
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
