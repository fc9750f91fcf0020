package dev.lawn.supervisor.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Which boot of the host this is. On Linux the JVM's monotonic clock is {@code CLOCK_MONOTONIC},
 * the same for every process of a boot (proc(5), clock_gettime(2)).
 */
public final class Boot {

    private static final Path ID = Path.of("/proc/sys/kernel/random/boot_id");

    private Boot() {}

    /** Its id. Where the kernel does not say, one that no other run will have. */
    public static String id() {
        try {
            return Files.readString(ID).strip();
        } catch (IOException _) {
            return UUID.randomUUID().toString();
        }
    }
}
