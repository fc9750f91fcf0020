package dev.lawn.supervisor.preflight;

import dev.lawn.supervisor.preflight.HostFacts.Stranger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what another user left in the state directory: who once ran Lawn as root and then as a
 * plain user can read none of it. The deeper levels are Chromium's, and of one owner with the rest.
 */
final class StateOwners {

    private static final Path SELF = Path.of("/proc/self");

    /** What Lawn keeps there; nobody asks what else lies in that folder. */
    private static final List<String> OURS =
            List.of("lock", "id", "place", "control.token", "control.address", "nodes", "logs");

    private StateOwners() {}

    /** The first one; null where there is none, or no such folder. */
    static @Nullable Stranger stranger(Path stateDir) {
        List<Path> top = OURS.stream().map(stateDir::resolve).toList();
        List<Path> nodes = entries(stateDir.resolve("nodes"));
        return Stream.of(
                        top.stream(),
                        entries(stateDir.resolve("logs")).stream(),
                        nodes.stream(),
                        nodes.stream().flatMap(node -> entries(node).stream()))
                .flatMap(each -> each)
                .flatMap(each -> look(each).stream())
                .findFirst()
                .orElse(null);
    }

    /** None where it is no folder or keeps us out: then it is a stranger itself. */
    private static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private static Optional<Stranger> look(Path file) {
        boolean isPlain =
                Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
        if (!isPlain || (Files.isReadable(file) && Files.isWritable(file))) {
            return Optional.empty();
        }
        try {
            String owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
            String self = Files.getOwner(SELF).getName();
            return owner.equals(self)
                    ? Optional.empty()
                    : Optional.of(new Stranger(file, owner, self));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
