package dev.lawn.supervisor.preflight;

import dev.lawn.supervisor.preflight.HostFacts.Disk;
import dev.lawn.supervisor.preflight.HostFacts.Kernel;
import dev.lawn.supervisor.preflight.HostFacts.Memory;
import dev.lawn.supervisor.preflight.HostFacts.Stranger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Is there enough of what each node takes? */
final class ResourceChecks {

    private final HostFacts facts;
    private final Wanted wanted;
    private final Mend mend;

    /** Those that do not run yet: what the others take is gone from what is free. */
    private final int missing;

    private ResourceChecks(HostFacts facts, Wanted wanted) {
        this.facts = facts;
        this.wanted = wanted;
        this.mend = new Mend(facts.root());
        this.missing = Math.max(0, wanted.nodes() - facts.runningNodes());
    }

    static List<Finding> of(HostFacts facts, Wanted wanted) {
        ResourceChecks checks = new ResourceChecks(facts, wanted);
        List<Finding> findings = new ArrayList<>();
        checks.memory().ifPresent(findings::add);
        findings.add(checks.memoryLimit());
        checks.tasks().ifPresent(findings::add);
        checks.openFiles().ifPresent(findings::add);
        checks.inotifyInstances().ifPresent(findings::add);
        checks.inotifyWatches().ifPresent(findings::add);
        findings.addAll(checks.disk());
        return findings;
    }

    private Optional<Finding> memory() {
        Memory memory = facts.memory();
        return Stream.of(known(memory.available()), known(memory.groupLeft()))
                .flatMap(Optional::stream)
                .min(Long::compare)
                .map(
                        have ->
                                new Room(
                                        "memory",
                                        have,
                                        facts.runningNodes() > 0 ? 0 : NodeNeeds.SUPERVISOR_MEMORY,
                                        NodeNeeds.MEMORY,
                                        Bytes::text))
                .map(room -> room.finding(missing, _ -> memoryMend(room)));
    }

    /** A limit below what every node takes would start each of them anew, again and again. */
    private Finding memoryLimit() {
        String found = Bytes.text(wanted.memoryPerNode()) + " a node";
        return wanted.memoryPerNode() >= NodeNeeds.MEMORY
                ? Finding.ok("memory limit", found)
                : Finding.warning(
                        "memory limit",
                        found,
                        "more than the %s that a node takes"
                                .formatted(Bytes.text(NodeNeeds.MEMORY)),
                        "limits.memory_per_node: 1GiB in accounts.yaml");
    }

    private String memoryMend(Room room) {
        boolean group =
                facts.memory().groupLeft() != null
                        && facts.memory().groupLeft().equals(room.have());
        String whose =
                group
                        ? "raise the memory limit of Lawn's cgroup (MemoryMax= of the service, --memory of the container)"
                        : "add memory, or end what takes it (ps aux --sort=-rss | head)";
        long fits = facts.runningNodes() + room.nodes();
        return fits == 0 ? whose : "%s, or keep to %d nodes".formatted(whose, fits);
    }

    /** The tightest of four limits. */
    private Optional<Finding> tasks() {
        Kernel kernel = facts.kernel();
        return Stream.of(
                        taskLimit("kernel.pid_max", kernel.pidMax()),
                        taskLimit("kernel.threads-max", kernel.threadsMax()),
                        taskLimit("ulimit -u", facts.root() ? null : kernel.userTasks()),
                        taskLimit("pids.max", kernel.groupTasks()))
                .flatMap(Optional::stream)
                .min((a, b) -> Long.compare(a.have(), b.have()))
                .map(
                        room ->
                                room.finding(
                                        wanted.nodes(), needed -> taskMend(room.check(), needed)));
    }

    private static Optional<Room> taskLimit(String name, @Nullable Long limit) {
        return known(limit)
                .map(
                        have ->
                                Room.of(
                                        "tasks (%s)".formatted(name),
                                        have,
                                        NodeNeeds.OTHER_TASKS,
                                        NodeNeeds.TASKS));
    }

    private String taskMend(String check, long needed) {
        long value = Mend.rounded(needed);
        return switch (check) {
            case "tasks (kernel.pid_max)" -> mend.sysctl("kernel.pid_max", value);
            case "tasks (kernel.threads-max)" -> mend.sysctl("kernel.threads-max", value);
            case "tasks (ulimit -u)" ->
                    "ulimit -u %1$d (as a service: LimitNPROC=%1$d)".formatted(value);
            case String _ ->
                    "TasksMax=%1$d in the service, or --pids-limit %1$d of the container"
                            .formatted(value);
        };
    }

    private Optional<Finding> openFiles() {
        return known(facts.kernel().openFiles())
                .map(
                        have ->
                                Room.of(
                                                "open files",
                                                have,
                                                NodeNeeds.OTHER_OPEN_FILES,
                                                NodeNeeds.OPEN_FILES)
                                        .finding(
                                                wanted.nodes(),
                                                needed ->
                                                        "ulimit -n %1$d (as a service: LimitNOFILE=%1$d)"
                                                                .formatted(Mend.rounded(needed))));
    }

    private Optional<Finding> inotifyInstances() {
        return inotify(
                "inotify instances",
                facts.kernel().inotifyInstances(),
                NodeNeeds.OTHER_INOTIFY_INSTANCES,
                NodeNeeds.INOTIFY_INSTANCES,
                "fs.inotify.max_user_instances");
    }

    private Optional<Finding> inotifyWatches() {
        return inotify(
                "inotify watches",
                facts.kernel().inotifyWatches(),
                0,
                NodeNeeds.INOTIFY_WATCHES,
                "fs.inotify.max_user_watches");
    }

    private Optional<Finding> inotify(
            String check, @Nullable Long limit, long base, long perNode, String key) {
        return known(limit)
                .map(
                        have ->
                                Room.of(check, have, base, perNode)
                                        .finding(
                                                wanted.nodes(),
                                                needed -> mend.sysctl(key, Mend.rounded(needed))));
    }

    private List<Finding> disk() {
        Disk disk = facts.disk();
        Finding folder = stateDirectory(disk);
        if (!disk.writable()) {
            return List.of(folder);
        }
        String look = "du -xh --max-depth=2 %s | sort -h | tail".formatted(disk.folder());
        String mend = "free some (%s), or choose another disk with --state-dir".formatted(look);
        Stream<Finding> rooms =
                Stream.of(
                                known(disk.freeBytes())
                                        .map(
                                                have ->
                                                        new Room(
                                                                "disk",
                                                                have,
                                                                wanted.freeDisk(),
                                                                NodeNeeds.DISK,
                                                                Bytes::text)),
                                known(disk.freeInodes())
                                        .map(have -> Room.of("inodes", have, 0, NodeNeeds.INODES)))
                        .flatMap(Optional::stream)
                        .map(room -> room.finding(missing, _ -> mend));
        return Stream.concat(Stream.of(folder), rooms).toList();
    }

    private Finding stateDirectory(Disk disk) {
        Stranger stranger = facts.stranger();
        if (stranger != null) {
            return Finding.error(
                    "state directory",
                    "%s belongs to %s".formatted(stranger.file(), stranger.owner()),
                    "everything in it for %s to read and write".formatted(stranger.self()),
                    "sudo chown -R %s %s".formatted(stranger.self(), disk.folder()));
        }
        return disk.writable()
                ? Finding.ok("state directory", disk.folder().toString())
                : Finding.error(
                        "state directory",
                        disk.folder() + " cannot be written",
                        "a folder for profiles and logs",
                        "give it to this user with chown, or choose another with --state-dir");
    }

    private static Optional<Long> known(@Nullable Long value) {
        return Optional.ofNullable(value);
    }
}
