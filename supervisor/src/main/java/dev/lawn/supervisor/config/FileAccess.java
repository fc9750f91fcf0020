package dev.lawn.supervisor.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Who may read a file. */
final class FileAccess {

    private FileAccess() {}

    /**
     * The permissions, such as {@code rw-r--r--}, where they let group or others read the file;
     * empty where only its owner can, and on file systems without such permissions.
     *
     * @throws IOException where the file's permissions cannot be read
     */
    static Optional<String> openToOthers(Path file) throws IOException {
        Set<PosixFilePermission> permissions;
        try {
            permissions = Files.getPosixFilePermissions(file);
        } catch (UnsupportedOperationException _) {
            return Optional.empty();
        }
        boolean open =
                permissions.contains(PosixFilePermission.GROUP_READ)
                        || permissions.contains(PosixFilePermission.OTHERS_READ);
        return open ? Optional.of(PosixFilePermissions.toString(permissions)) : Optional.empty();
    }
}
