package dev.lawn.faults.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system in memory of its own for a state directory; mounting one takes root. */
public final class SmallDisk {

    /** Room for a profile and for what a careful starter wants free; filled to the last byte. */
    private static final String SIZE = "512m";

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /**
     * Mounts it over the state directory of this workspace.
     *
     * @throws IOException where that is not allowed
     */
    static SmallDisk under(Workspace workspace) throws IOException, InterruptedException {
        Path folder = workspace.stateDir();
        run(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "mode=0700,size=" + SIZE,
                "lawn-faults",
                folder.toString());
        workspace.own(folder);
        return new SmallDisk(folder);
    }

    /** Leaves not a byte. */
    public void fill() throws IOException {
        byte[] block = new byte[1024 * 1024];
        try (var out = Files.newOutputStream(ballast())) {
            for (; ; ) {
                out.write(block);
            }
        } catch (IOException e) {
            if (Files.size(ballast()) == 0) {
                throw e;
            }
        }
    }

    /** Takes the ballast away. */
    public void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("%s ended with %d".formatted(String.join(" ", command), code));
        }
    }

    /** Unmounts it; what still uses it keeps it alive until it ends. */
    void close() throws IOException {
        try {
            run("umount", "--lazy", folder.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
