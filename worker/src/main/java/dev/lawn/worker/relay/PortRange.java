package dev.lawn.worker.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Ports from one to another, both included.
 *
 * @param first 0 to 65535
 * @param last the same; below {@code first} for no port at all
 */
public record PortRange(int first, int last) {

    private static final Path KERNELS = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    /** What the kernel gives to those who ask for port 0, unless somebody changed it. */
    private static final PortRange USUAL = new PortRange(32_768, 60_999);

    /** What the kernel gives to those who ask for port 0. */
    public static PortRange ephemeral() {
        return read().orElse(USUAL);
    }

    /** Empty where the kernel does not tell. */
    static Optional<PortRange> read() {
        try {
            // By lines: after a read of one byte, as readString does it, the kernel tells no more.
            String[] words = Files.readAllLines(KERNELS).getFirst().strip().split("\\s+", -1);
            return Optional.of(
                    new PortRange(Integer.parseInt(words[0]), Integer.parseInt(words[1])));
        } catch (IOException | RuntimeException _) {
            return Optional.empty();
        }
    }

    boolean holds(int port) {
        return first <= port && port <= last;
    }
}
