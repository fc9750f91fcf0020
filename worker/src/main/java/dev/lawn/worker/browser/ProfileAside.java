package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import dev.lawn.common.time.Time;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A profile that was moved out of the way of a fresh one. It holds the node's session, so it comes
 * back unless the fresh one proves that the profile was to blame.
 *
 * @param profile where the fresh one is
 * @param bad where the old one is
 */
record ProfileAside(Path profile, Path bad) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final Logger log = LoggerFactory.getLogger(ProfileAside.class);

    /** Moves it, and makes an empty one in its place. */
    static ProfileAside put(Path profile, Time time) {
        ProfileAside aside =
                new ProfileAside(
                        profile,
                        profile.resolveSibling(prefix(profile) + STAMP.format(time.now())));
        try {
            Files.move(profile, aside.bad);
            Files.createDirectory(profile, PRIVATE);
            return aside;
        } catch (IOException e) {
            throw new BrowserFault(
                    Reason.PROFILE_CORRUPT,
                    "%s cannot be put aside: %s".formatted(profile, e.getMessage()));
        }
    }

    private static String prefix(Path profile) {
        return profile.getFileName() + ".bad-";
    }

    /** It was not to blame: it takes its place again. */
    void putBack() {
        try {
            delete(profile);
            Files.move(bad, profile);
        } catch (IOException e) {
            throw new BrowserFault(
                    Reason.PROFILE_CORRUPT,
                    "%s cannot be put back: %s".formatted(bad, e.getMessage()));
        }
    }

    /** It was to blame. One is kept to look at, not one for every time. */
    void keepOnlyThis() {
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(bad.resolveSibling("."), prefix(profile) + "*")) {
            for (Path each : all) {
                if (!each.getFileName().equals(bad.getFileName())) {
                    delete(each);
                }
            }
        } catch (IOException e) {
            log.warn("an older profile stays: {}", e.toString());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
