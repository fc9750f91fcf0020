package dev.lawn.supervisor.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file that only its owner may read, whatever the umask. */
public final class PrivateFile {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    private PrivateFile() {}

    /** Creates it empty where it is missing, and closes it to others where it is there. */
    public static void create(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(file)) {
                throw e;
            }
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
    }

    /**
     * Writes a small one, as a whole or not at all, and so that it outlives a loss of power: its
     * bytes are on the disk before it gets its name, and its name before this returns.
     */
    public static void write(Path file, String content) throws IOException {
        replace(file, content, true);
        sync(file.resolveSibling("").toAbsolutePath());
    }

    /** The same without waiting for the disk: it outlives this process, but no loss of power. */
    static void replace(Path file, String content) throws IOException {
        replace(file, content, false);
    }

    private static void replace(Path file, String content, boolean forced) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            create(fresh);
            fill(fresh, content.getBytes(StandardCharsets.UTF_8), forced);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            deleteQuietly(fresh, e);
            throw e;
        }
    }

    private static void fill(Path file, byte[] content, boolean forced) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                int _ = channel.write(rest);
            }
            if (forced) {
                channel.force(true);
            }
        }
    }

    /** A full disk must not keep the half of it. */
    private static void deleteQuietly(Path fresh, IOException because) {
        try {
            if (Files.isRegularFile(fresh)) {
                Files.delete(fresh);
            }
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /** Linux lets a folder be opened for reading, and synced: the names in it are its content. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
