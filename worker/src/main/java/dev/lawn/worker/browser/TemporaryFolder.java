package dev.lawn.worker.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's own folder for temporary files, beside its profile: browsers litter. */
final class TemporaryFolder {

    /**
     * Chrome puts a socket into it, and a socket's path is at most 107 bytes long; Chrome adds 47
     * of its own.
     */
    private static final int LONGEST_PATH = 60;

    private static final Logger log = LoggerFactory.getLogger(TemporaryFolder.class);

    private TemporaryFolder() {}

    /** An empty folder; none where the path is too long or it cannot be made. */
    static Optional<Path> fresh(Path profile) {
        Path folder = profile.resolveSibling("tmp");
        if (folder.toString().length() > LONGEST_PATH) {
            return Optional.empty();
        }
        try {
            empty(folder);
            return Optional.of(Files.createDirectories(folder));
        } catch (IOException e) {
            log.warn("{} is of no use, temporary files go to the host's folder: {}", folder, e);
            return Optional.empty();
        }
    }

    private static void empty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
