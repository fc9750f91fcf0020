package dev.lawn.worker.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many starts in a row ended in a browser that did not come up. In a file beside the profile,
 * since a worker lives through one of them only.
 *
 * <p>A start that took too long, or was stopped, is none of them: that says nothing of the profile.
 */
final class FailedStarts {

    /** So many, and the profile is put to the test. */
    static final int SUSPICIOUS = 2;

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Logger log = LoggerFactory.getLogger(FailedStarts.class);

    private final Path file;

    private FailedStarts(Path file) {
        this.file = file;
    }

    static FailedStarts beside(Path profile) {
        return new FailedStarts(profile.resolveSibling("failed-starts"));
    }

    /** 0 where nothing, or nothing of use, is written down. */
    int count() {
        try {
            return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
        } catch (IOException | NumberFormatException e) {
            log.warn("{} is of no use: {}", file, e.toString());
            return 0;
        }
    }

    void oneMore() {
        int count = count() + 1;
        try {
            if (!Files.exists(file)) {
                Files.createFile(file, PRIVATE);
            }
            Files.writeString(file, count + "\n");
        } catch (IOException e) {
            log.warn("{} cannot be written: {}", file, e.toString());
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("{} stays: {}", file, e.toString());
        }
    }
}
