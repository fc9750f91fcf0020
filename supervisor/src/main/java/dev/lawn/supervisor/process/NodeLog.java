package dev.lawn.supervisor.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker's stderr on disk: {@code worker.log}, and {@code worker.log.1} before it. Never more
 * than twice the bound. A disk that does not take it must not stop the node: the first failure is
 * logged, and from then on nothing is written.
 */
final class NodeLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeLog.class);

    private static final long LONGEST_BYTES = 2L * 1024 * 1024;

    private final Path file;
    private OutputStream out = OutputStream.nullOutputStream();
    private long written;

    NodeLog(Path file) {
        this.file = file;
        try {
            open();
        } catch (IOException e) {
            giveUp(e);
        }
    }

    private void open() throws IOException {
        Files.createDirectories(file.getParent());
        out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        written = Files.size(file);
    }

    void line(String line) {
        try {
            byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
            if (written + bytes.length > LONGEST_BYTES) {
                turnOver();
            }
            out.write(bytes);
            written += bytes.length;
        } catch (IOException e) {
            giveUp(e);
        }
    }

    private void turnOver() throws IOException {
        out.close();
        Path before = file.resolveSibling(file.getFileName() + ".1");
        Files.move(file, before, StandardCopyOption.REPLACE_EXISTING);
        open();
    }

    private void giveUp(IOException e) {
        LOG.warn("{} is not written any more: {}", file, e.toString());
        close();
        out = OutputStream.nullOutputStream();
        written = 0;
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException _) {
            // Nothing more can be done for a log.
        }
    }
}
