package dev.lawn.supervisor.extension;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** {@code extension.lock.json} beside a service.yaml; there is nothing secret in it. */
public final class LockFile {

    static final String NAME = "extension.lock.json";

    private static final int MOST_BYTES = 4 << 20;

    private LockFile() {}

    public static Path of(Path home) {
        return home.resolve(NAME);
    }

    /**
     * Reads it; empty where there is none.
     *
     * @throws ExtensionException where it is there and nobody can tell what it says
     */
    public static Optional<Lock> read(Path home) throws ExtensionException, IOException {
        Path file = of(home);
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ExtensionException("is too large to be one that Lawn wrote").in(file);
            }
            return Optional.of(LockJson.read(Files.readAllBytes(file)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (ExtensionException e) {
            throw e.in(file);
        }
    }

    /** Writes it as a whole or not at all; on the disk before this returns. */
    static void write(Path home, Lock lock) throws IOException {
        Path fresh = home.resolve(NAME + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel =
                FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest =
                    ByteBuffer.wrap(LockJson.write(lock).getBytes(StandardCharsets.UTF_8));
            while (rest.hasRemaining()) {
                int _ = channel.write(rest);
            }
            channel.force(true);
        }
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(
                fresh,
                of(home),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
