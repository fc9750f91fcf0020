package dev.lawn.supervisor.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where a file goes that makes no sense: beside itself, for a person to look at. */
final class Unreadable {

    private static final int MOST_BACKUPS = 10;

    private Unreadable() {}

    /** Moves it away; its new place. The first of several is the one that still held something. */
    static Path putAside(Path file) throws IOException {
        Path backup = free(file);
        return Files.move(file, backup, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Copies it there, and leaves it for the moment at which another takes its place. */
    static Path copyAside(Path file) throws IOException {
        return Files.copy(
                file,
                free(file),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static Path free(Path file) {
        String name = file.getFileName() + ".unreadable";
        Path backup = file.resolveSibling(name);
        for (int i = 2; Files.exists(backup) && i < MOST_BACKUPS; i++) {
            backup = file.resolveSibling(name + "-" + i);
        }
        return backup;
    }
}
