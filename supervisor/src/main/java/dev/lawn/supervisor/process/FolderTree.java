package dev.lawn.supervisor.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder with all that is in it. Symbolic links are never followed, and what cannot be read or
 * deleted does not keep the rest from it: that is logged once.
 */
public final class FolderTree {

    /** Every file and folder takes whole blocks; Java does not tell how many. */
    private static final long BLOCK = 4096;

    /** Enough to find out what is wrong. */
    private static final int MOST_TOLD = 100;

    private static final Logger LOG = LoggerFactory.getLogger(FolderTree.class);

    private static final Set<Path> TOLD = ConcurrentHashMap.newKeySet();

    private FolderTree() {}

    /**
     * What it takes on disk, rounded up file by file; 0 where there is no such folder. The one
     * measure for everything that is held against a quota.
     */
    public static long bytes(Path folder) throws IOException {
        Sum sum = new Sum();
        Files.walkFileTree(folder, sum);
        return sum.bytes;
    }

    /** Deletes it, be it a folder, a file or a link; nothing where there is none. */
    public static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new Deletion(null));
    }

    /** Deletes what is in it, and itself only where it is no folder: it may be a mount point. */
    static void empty(Path folder) throws IOException {
        Files.walkFileTree(folder, new Deletion(folder));
    }

    static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static void tell(Path path, IOException e) {
        if (!(e instanceof NoSuchFileException) && TOLD.size() < MOST_TOLD && TOLD.add(path)) {
            LOG.warn("{} is left alone: {}", path, e.toString());
        }
    }

    /** What goes while we look at it need not be looked at. */
    private abstract static class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            tell(file, e);
            return FileVisitResult.CONTINUE;
        }
    }

    private static final class Sum extends Visitor {
        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += (attributes.size() + BLOCK - 1) / BLOCK * BLOCK;
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            bytes += BLOCK;
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
            if (e != null) {
                tell(folder, e);
            }
            return FileVisitResult.CONTINUE;
        }
    }

    private static final class Deletion extends Visitor {
        private final @Nullable Path kept;

        Deletion(@Nullable Path kept) {
            this.kept = kept;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            remove(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
            if (e != null) {
                tell(folder, e);
            }
            if (!folder.equals(kept)) {
                remove(folder);
            }
            return FileVisitResult.CONTINUE;
        }

        private static void remove(Path path) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                tell(path, e);
            }
        }
    }
}
