package dev.lawn.supervisor.process;

import dev.lawn.common.model.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Whether a disk has room for a start. A browser on a full one takes a minute to fail, with a
 * reason that misleads; what runs already goes on.
 *
 * @param wanted bytes that must be free
 * @param patience for the program that counts inodes; without its answer they count as enough
 */
record FreeDisk(long wanted, Duration patience) {

    /** A fresh profile has some 200 files and folders. */
    private static final long WANTED_INODES = 1_000;

    /** A disk that does not even answer is found out by others. */
    private static final Duration INODES_PATIENCE = Duration.ofMillis(500);

    private static final long MIB = 1024L * 1024;

    FreeDisk(long wanted) {
        this(wanted, INODES_PATIENCE);
    }

    /**
     * @param folder any on that disk; it exists
     * @throws LaunchException {@code disk_full}
     */
    void require(Path folder) throws IOException, LaunchException {
        long left = Files.getFileStore(folder).getUsableSpace();
        if (left < wanted) {
            throw full(
                    "%s has %d MiB left, limits.free_disk wants %d MiB"
                            .formatted(folder, left / MIB, wanted / MIB));
        }
        OptionalLong inodes = freeInodes(folder);
        if (inodes.isPresent() && inodes.getAsLong() < WANTED_INODES) {
            throw full(
                    "the disk of %s has %d inodes left, a start wants %d; many small files take them"
                            .formatted(folder, inodes.getAsLong(), WANTED_INODES));
        }
    }

    private static LaunchException full(String message) {
        return new LaunchException(Reason.DISK_FULL, message);
    }

    /**
     * By {@code stat} of coreutils, as Java knows nothing of inodes. Empty where it cannot tell, or
     * where the file system counts none (btrfs says 0 of 0).
     */
    private OptionalLong freeInodes(Path folder) throws IOException {
        Process stat;
        try {
            stat =
                    new ProcessBuilder("stat", "-f", "-c", "%c %d", folder.toString())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException _) {
            // A small system may not have it.
            return OptionalLong.empty();
        }
        try {
            if (!stat.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                    || stat.exitValue() != 0) {
                return OptionalLong.empty();
            }
            byte[] said = stat.getInputStream().readAllBytes();
            return parse(new String(said, StandardCharsets.US_ASCII).strip());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        } finally {
            stat.destroyForcibly();
        }
    }

    /**
     * @param totalAndFree two numbers
     */
    static OptionalLong parse(String totalAndFree) {
        try {
            List<Long> numbers =
                    List.of(totalAndFree.split(" ", -1)).stream().map(Long::valueOf).toList();
            return numbers.size() == 2 && numbers.getFirst() > 0
                    ? OptionalLong.of(numbers.getLast())
                    : OptionalLong.empty();
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }
}
