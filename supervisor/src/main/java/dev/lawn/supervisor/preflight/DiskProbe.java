package dev.lawn.supervisor.preflight;

import dev.lawn.supervisor.preflight.HostFacts.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Space and inodes where a folder is, or will be. */
final class DiskProbe {

    private static final int PATIENCE_SECONDS = 2;

    private DiskProbe() {}

    static Disk read(Path folder) {
        Path there = nearest(folder);
        return new Disk(folder, Files.isWritable(there), freeBytes(there), freeInodes(there));
    }

    /** The folder, or the first one above it that exists. */
    private static Path nearest(Path folder) {
        Path at = folder.toAbsolutePath();
        while (!Files.isDirectory(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    private static @Nullable Long freeBytes(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException _) {
            return null;
        }
    }

    /** Java has no call for it; stat(1): free and total inodes, total 0 where none are counted. */
    private static @Nullable Long freeInodes(Path folder) {
        try {
            Process stat =
                    new ProcessBuilder(List.of("stat", "-f", "-c", "%d %c", folder.toString()))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try {
                return stat.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) ? parse(stat) : null;
            } finally {
                stat.destroyForcibly();
            }
        } catch (IOException _) {
            return null;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static @Nullable Long parse(Process stat) throws IOException {
        String said = new String(stat.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String[] words = said.strip().split(" ", -1);
        boolean counted =
                words.length == 2 && words[0].matches("\\d{1,18}") && !"0".equals(words[1]);
        return counted ? Long.valueOf(words[0]) : null;
    }
}
