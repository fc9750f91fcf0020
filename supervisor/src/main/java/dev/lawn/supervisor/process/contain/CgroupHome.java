package dev.lawn.supervisor.process.contain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Our own cgroup v2, cgroups(7), below which the leaves are made.
 *
 * @param path as a folder of the mounted hierarchy
 */
record CgroupHome(Path path) {

    private static final String OURS = "lawn-";

    /** Fields of /proc/self/mountinfo, proc(5); the type follows a lone dash. */
    private static final int ROOT = 3;

    private static final int MOUNT_POINT = 4;

    /** Empty where there is no cgroup v2, or ours lies outside of what is mounted here. */
    static Optional<CgroupHome> find() {
        try {
            Optional<String> own =
                    Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
                            .filter(line -> line.startsWith("0::"))
                            .map(line -> line.substring("0::".length()))
                            .findFirst();
            List<String> mounts = Files.readAllLines(Path.of("/proc/self/mountinfo"));
            return own.flatMap(
                    path ->
                            mounts.stream()
                                    .filter(line -> line.contains(" - cgroup2 "))
                                    .flatMap(line -> folder(line.split(" ", -1), path).stream())
                                    .filter(Files::isDirectory)
                                    .map(CgroupHome::new)
                                    .findFirst());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<Path> folder(String[] mount, String path) {
        Path below = Path.of(mount[ROOT]);
        Path own = Path.of(path);
        return own.startsWith(below)
                ? Optional.of(Path.of(mount[MOUNT_POINT]).resolve(below.relativize(own).toString()))
                : Optional.empty();
    }

    /** Where the leaf of a marker is, or would be. */
    CgroupLeaf leaf(String marker) {
        return new CgroupLeaf(path.resolve(OURS + marker));
    }

    /** The leaves there are whose markers begin so. */
    List<CgroupLeaf> leaves(String markerPrefix) throws IOException {
        try (Stream<Path> folders = Files.list(path)) {
            return folders.filter(
                            each -> each.getFileName().toString().startsWith(OURS + markerPrefix))
                    .map(CgroupLeaf::new)
                    .toList();
        }
    }
}
