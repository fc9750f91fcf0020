package dev.lawn.supervisor.extension;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A folder that everybody may read and nobody writes. */
final class ReadOnlyTree {

    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("r--r--r--");
    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("r-xr-xr-x");
    private static final Set<PosixFilePermission> OPEN_FOLDER =
            PosixFilePermissions.fromString("rwxr-xr-x");

    private ReadOnlyTree() {}

    /**
     * Writes all files into a new folder. Where that fails, nothing of it stays.
     *
     * @param folder must not exist
     */
    static void write(Contents contents, Path folder) throws ExtensionException, IOException {
        Files.createDirectory(folder);
        try {
            for (Item item : contents.files()) {
                write(item, folder);
            }
            close(folder);
        } catch (ExtensionException | IOException | RuntimeException e) {
            deleteQuietly(folder, e);
            throw e;
        }
    }

    private static void write(Item item, Path folder) throws ExtensionException, IOException {
        Path file;
        try {
            file = folder.resolve(item.path());
        } catch (InvalidPathException _) {
            throw new ExtensionException(
                    "holds %s, a name this system cannot write; set LC_ALL=C.UTF-8 and try again"
                            .formatted(PrintedPath.of(item.path())));
        }
        Files.createDirectories(file.getParent());
        try (InputStream in = item.content().open();
                OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            copy(item, in, out);
        } catch (ZipException _) {
            throw wrongSize(item);
        }
        Files.setPosixFilePermissions(file, FILE);
    }

    /** Not a byte more than it said: the sum of what all said has been checked. */
    private static void copy(Item item, InputStream in, OutputStream out)
            throws ExtensionException, IOException {
        byte[] buffer = new byte[1 << 16];
        long copied = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            copied += n;
            if (copied > item.size()) {
                throw wrongSize(item);
            }
            out.write(buffer, 0, n);
        }
        if (copied != item.size()) {
            throw wrongSize(item);
        }
    }

    private static ExtensionException wrongSize(Item item) {
        return new ExtensionException(
                "holds %s, which is not as long as it says; get it again from where it was published"
                        .formatted(PrintedPath.of(item.path())));
    }

    private static void close(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult postVisitDirectory(Path each, @Nullable IOException e)
                            throws IOException {
                        Files.setPosixFilePermissions(each, FOLDER);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /**
     * Puts a new folder in the place of another. For a moment there is none; where the second step
     * fails, the old one is back.
     *
     * @param fresh beside {@code place}
     * @param old beside it too; must not exist
     */
    static void swap(Path fresh, Path place, Path old) throws IOException {
        boolean replaces = Files.exists(place, LinkOption.NOFOLLOW_LINKS);
        if (replaces) {
            Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (replaces) {
                Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
    }

    /** Deletes it with all that is in it, if it is there; links are not followed. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes a)
                            throws IOException {
                        Files.setPosixFilePermissions(each, OPEN_FOLDER);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path each, BasicFileAttributes a)
                            throws IOException {
                        Files.delete(each);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path each, @Nullable IOException e)
                            throws IOException {
                        Files.delete(each);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static void deleteQuietly(Path folder, Exception because) {
        try {
            delete(folder);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }
}
