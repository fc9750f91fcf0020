package dev.lawn.supervisor.process.contain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The cgroup of one incarnation. */
record CgroupLeaf(Path path) {

    /** A whole tree at once, stopped processes included; Linux 5.14. */
    private static final String KILL = "cgroup.kill";

    void create() throws IOException {
        Files.createDirectory(path);
    }

    /** Kills everyone in it; nothing where it has gone. */
    void kill() throws IOException {
        Path kill = path.resolve(KILL);
        if (Files.exists(kill)) {
            Files.writeString(kill, "1");
        }
    }

    /** Whether nobody is left in it. */
    boolean isEmpty() {
        try {
            Path events = path.resolve("cgroup.events");
            return !Files.exists(events) || Files.readString(events).contains("populated 0");
        } catch (IOException _) {
            return !Files.exists(path);
        }
    }

    /**
     * Kills everyone in it and removes it.
     *
     * @return whether it has gone
     */
    boolean end(Duration patience) {
        try {
            kill();
            boolean empty = Await.until(this::isEmpty, patience);
            if (empty) {
                Files.deleteIfExists(path);
            }
            return empty;
        } catch (IOException _) {
            return !Files.exists(path);
        }
    }
}
