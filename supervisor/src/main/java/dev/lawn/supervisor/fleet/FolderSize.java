package dev.lawn.supervisor.fleet;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** What a folder takes on disk, with all that is in it; links are not followed. */
final class FolderSize {

    /** Every file and folder takes whole blocks; Java does not tell how many. */
    private static final long BLOCK = 4096;

    private FolderSize() {}

    /** Bytes, rounded up file by file; null where there is no such folder. */
    static @Nullable Long of(Path folder) {
        if (!Files.isDirectory(folder)) {
            return null;
        }
        Sum sum = new Sum();
        try {
            Files.walkFileTree(folder, sum);
            return sum.bytes;
        } catch (IOException _) {
            return null;
        }
    }

    /** A browser that runs deletes files all the while: what has gone takes nothing. */
    private static final class Sum extends SimpleFileVisitor<Path> {
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
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
