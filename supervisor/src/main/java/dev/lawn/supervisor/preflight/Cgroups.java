package dev.lawn.supervisor.preflight;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the cgroups of this process, and those above them, let it take; version 1 and 2. A limit of
 * a group holds for all groups below it.
 */
final class Cgroups {

    private final KernelFiles files;

    Cgroups(KernelFiles files) {
        this.files = files;
    }

    /** Bytes until the tightest limit; null where no group tells of any. */
    @Nullable Long memoryLeft() {
        return tightest(
                "memory",
                group ->
                        left(group, "memory.max", "memory.current", "inactive_file")
                                .or(
                                        () ->
                                                left(
                                                        group,
                                                        "memory.limit_in_bytes",
                                                        "memory.usage_in_bytes",
                                                        "total_inactive_file")));
    }

    /** The tightest {@code pids.max}; null where no group tells of any. */
    @Nullable Long tasks() {
        return tightest("pids", group -> files.number(group + "/pids.max"));
    }

    /** Files that nobody uses right now are given back under pressure, so they count as free. */
    private Optional<Long> left(Path group, String limit, String usage, String reclaimable) {
        Optional<Long> most = files.number(group + "/" + limit);
        if (most.isEmpty() || most.get() == HostFacts.NO_LIMIT) {
            return most;
        }
        long used = files.number(group + "/" + usage).orElse(0L);
        long cache = files.field(group + "/memory.stat", reclaimable).orElse(0L);
        return Optional.of(Math.max(0, most.get() - used + cache));
    }

    private @Nullable Long tightest(String controller, Function<Path, Optional<Long>> limit) {
        return groups(controller).stream()
                .map(limit)
                .flatMap(Optional::stream)
                .filter(most -> most != HostFacts.NO_LIMIT)
                .min(Long::compare)
                .orElse(null);
    }

    /** Our group of that controller and all above it, wherever this host has it mounted. */
    private List<Path> groups(String controller) {
        List<Path> groups = new ArrayList<>();
        for (String line : files.lines("/proc/self/cgroup")) {
            String[] fields = line.split(":", 3);
            if (fields.length < 3) {
                continue;
            }
            boolean unified = fields[1].isEmpty();
            if (unified || List.of(fields[1].split(",", -1)).contains(controller)) {
                mounts(unified, fields[1]).forEach(mount -> addUpwards(mount, fields[2], groups));
            }
        }
        return groups;
    }

    private static Stream<Path> mounts(boolean unified, String controllers) {
        Path root = Path.of("/sys/fs/cgroup");
        return unified
                ? Stream.of(root, root.resolve("unified"))
                : Stream.of(root.resolve(controllers));
    }

    private static void addUpwards(Path mount, String group, List<Path> to) {
        Path lowest = mount.resolve(Path.of("/").relativize(Path.of("/", group).normalize()));
        for (Path at = lowest; at != null && at.startsWith(mount); at = at.getParent()) {
            to.add(at);
        }
    }
}
