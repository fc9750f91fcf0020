package dev.lawn.worker.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;

/**
 * The unpacked extension as it was when a browser started. Another one takes its place by a rename,
 * and a browser that loads the extension anew would have that one from then on, unasked.
 */
final class ExtensionFolder {

    private final Path path;
    private final Optional<Identity> before;

    /** An inode may be used again; not with the same time. */
    private record Identity(Object inode, FileTime modified) {}

    private ExtensionFolder(Path path) {
        this.path = path;
        this.before = identity(path);
    }

    /** As it is now. */
    static ExtensionFolder asNow(String folder) {
        return new ExtensionFolder(Path.of(folder));
    }

    private static Optional<Identity> identity(Path folder) {
        try {
            BasicFileAttributes now = Files.readAttributes(folder, BasicFileAttributes.class);
            return Optional.of(
                    new Identity(
                            Objects.requireNonNullElse(now.fileKey(), folder),
                            now.lastModifiedTime()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Whether it is the same still; false too where nobody can tell. */
    boolean isStillThere() {
        return before.isPresent() && before.equals(identity(path));
    }
}
