package dev.lawn.worker.browser;

import dev.lawn.common.time.Time;
import java.io.IOException;
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
 * back unless the fresh one proves that the profile was to blame; and even then nothing here ever
 * deletes it.
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
        String name = prefix(profile) + STAMP.format(time.now());
        ProfileAside aside = new ProfileAside(profile, profile.resolveSibling(name));
        UnfinishedTrial.beside(profile).begin(name);
        try {
            Files.move(profile, aside.bad);
            Files.createDirectory(profile, PRIVATE);
            return aside;
        } catch (IOException e) {
            throw DiskFaults.of(profile + " cannot be put aside", e);
        }
    }

    /** How the names of profiles that are aside begin. */
    static String prefix(Path profile) {
        return profile.getFileName() + ".bad-";
    }

    /**
     * It was not to blame: it takes its place again. Whatever of that, or of putting it aside, was
     * done before is not done again.
     */
    void putBack() {
        Path fresh = profile.resolveSibling(profile.getFileName() + ".fresh");
        try {
            if (Files.exists(bad)) {
                delete(fresh);
                if (Files.exists(profile)) {
                    Files.move(profile, fresh);
                }
                Files.move(bad, profile);
            }
        } catch (IOException e) {
            throw DiskFaults.of(bad + " cannot be put back", e);
        }
        UnfinishedTrial.beside(profile).end();
        try {
            delete(fresh);
        } catch (IOException e) {
            log.warn("{} stays: {}", fresh, e.toString());
        }
    }

    /** It was to blame. */
    void keepAside() {
        UnfinishedTrial.beside(profile).end();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }
}
