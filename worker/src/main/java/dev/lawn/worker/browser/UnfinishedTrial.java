package dev.lawn.worker.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Says, in a file beside the profile, what of it is out of its place. It is there before anything
 * moves and goes last: whenever a worker is killed between the two, the next one finds it.
 */
final class UnfinishedTrial {

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;

    private UnfinishedTrial(Path file) {
        this.file = file;
    }

    static UnfinishedTrial beside(Path profile) {
        return new UnfinishedTrial(profile.resolveSibling(profile.getFileName() + ".testing"));
    }

    /**
     * What is put aside; empty for nothing. A word that was not written out is blank, and nothing
     * has moved then.
     */
    Optional<String> aside() {
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw DiskFaults.of(file + " cannot be read", e);
        }
    }

    /** That is about to be put aside. Returns once the disk holds it. */
    void begin(String aside) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PRIVATE);
            Files.write(
                    file,
                    (aside + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw DiskFaults.of(file + " cannot be written", e);
        }
    }

    /** Everything is where it shall stay. */
    void end() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw DiskFaults.of(file + " cannot be deleted", e);
        }
    }
}
