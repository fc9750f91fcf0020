package dev.lawn.faults.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one world: accounts.yaml, the state directory, what Lawn printed.
 *
 * @param user who owns what Lawn uses; null for whoever runs this
 */
public record Workspace(Path root, @Nullable String user) implements AutoCloseable {

    private static final int ATTEMPTS = 20;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(250);

    /** Makes it under the system's folder for temporary files. */
    public static Workspace create(@Nullable String user) throws IOException {
        Path root = Files.createTempDirectory("lawn-faults-");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
        Workspace workspace = new Workspace(root, user);
        Files.createDirectory(workspace.stateDir());
        workspace.own(workspace.stateDir());
        return workspace;
    }

    public Path stateDir() {
        return root.resolve("state");
    }

    public Path node(String name) {
        return stateDir().resolve("nodes").resolve(name);
    }

    /** Writes accounts.yaml, for Lawn's user only: passwords stand in it. */
    public Path accounts(String yaml) throws IOException {
        return write(root.resolve("accounts.yaml"), yaml, "rw-------");
    }

    /** Writes a shell script. */
    public Path script(String name, String text) throws IOException {
        return write(root.resolve(name), "#!/bin/sh\n" + text + "\n", "rwx------");
    }

    private Path write(Path file, String text, String mode) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        own(file);
        return file;
    }

    /** Gives it to Lawn's user. */
    public void own(Path path) throws IOException {
        if (user != null) {
            UserPrincipal owner =
                    FileSystems.getDefault()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(user);
            Files.setOwner(path, owner);
        }
    }

    /** The bytes of all files in the state directory, as du counts them but for block sizes. */
    public long stateBytes() throws IOException {
        try (Stream<Path> files = Files.walk(stateDir())) {
            return files.mapToLong(Workspace::size).sum();
        } catch (UncheckedIOException _) {
            // A folder went while we looked; the next look counts.
            return -1;
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) && !Files.isSymbolicLink(file) ? Files.size(file) : 0;
        } catch (IOException _) {
            return 0;
        }
    }

    /** Removes it; whoever was killed may write a last file meanwhile. */
    @Override
    public void close() throws IOException {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                remove();
                return;
            } catch (IOException | UncheckedIOException _) {
                LockSupport.parkNanos(PAUSE);
            }
        }
        remove();
    }

    private void remove() throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
