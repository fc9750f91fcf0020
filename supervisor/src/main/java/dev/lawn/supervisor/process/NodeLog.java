package dev.lawn.supervisor.process;

import dev.lawn.common.time.Time;
import dev.lawn.supervisor.state.PrivateFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker's stderr on disk, 0600: {@code worker.log}, and {@code worker.log.1} before it. Never
 * more than twice the bound. A disk that does not take it must not stop the node: the first failure
 * is logged, and from then on nothing is written. A worker that writes without end gets its ration,
 * and the lines left out are counted. Thread-safe.
 */
final class NodeLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeLog.class);

    private static final long LONGEST_BYTES = 2L * 1024 * 1024;

    /** A thread dump and much more; a flood would cost the disk its life and others their turn. */
    private static final long RATION_BYTES = 1024 * 1024;

    private static final Duration RATION_WINDOW = Duration.ofSeconds(10);

    private final Path file;
    private final long longest;
    private final Ration ration;

    /** Null from the end on, be it a close or a failure. */
    private @Nullable OutputStream out;

    private long written;

    NodeLog(Path file, Time time) {
        this(file, LONGEST_BYTES, time);
    }

    /**
     * @param longest bytes a file may hold
     */
    NodeLog(Path file, long longest, Time time) {
        this.file = file;
        this.longest = longest;
        this.ration = new Ration(RATION_BYTES, RATION_WINDOW, time);
        try {
            Files.createDirectories(file.getParent());
            open();
        } catch (IOException e) {
            giveUp(e);
        }
    }

    private OutputStream open() throws IOException {
        PrivateFile.create(file);
        OutputStream opened = Files.newOutputStream(file, StandardOpenOption.APPEND);
        out = opened;
        written = Files.size(file);
        return opened;
    }

    /** Adds a line; one that comes after the end is dropped. */
    synchronized void line(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        if (ration.grants(bytes.length)) {
            sayWhatWasLeftOut();
            write(bytes);
        }
    }

    private void sayWhatWasLeftOut() {
        long leftOut = ration.takeRefused();
        if (leftOut > 0) {
            write("… %d lines were left out\n".formatted(leftOut).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void write(byte[] bytes) {
        OutputStream to = out;
        if (to == null) {
            return;
        }
        try {
            if (written + bytes.length > longest) {
                to = turnOver(to);
            }
            to.write(bytes);
            written += bytes.length;
        } catch (IOException e) {
            giveUp(e);
        }
    }

    /** A disk without room for another file fails before the old ones are touched. */
    private OutputStream turnOver(OutputStream full) throws IOException {
        Path fresh = sibling(".new");
        PrivateFile.create(fresh);
        full.close();
        Files.move(file, sibling(".1"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(fresh, file);
        return open();
    }

    private Path sibling(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private void giveUp(IOException e) {
        LOG.warn("{} is not written any more: {}", file, e.toString());
        end();
    }

    @Override
    public synchronized void close() {
        sayWhatWasLeftOut();
        end();
    }

    private void end() {
        OutputStream open = out;
        out = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException _) {
            // Nothing more can be done for a log.
        }
    }
}
