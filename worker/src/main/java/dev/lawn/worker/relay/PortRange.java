package dev.lawn.worker.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
        try {
            String[] words = Files.readString(KERNELS).strip().split("\\s+", -1);
            return new PortRange(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
        } catch (IOException | RuntimeException _) {
            return USUAL;
        }
    }

    boolean holds(int port) {
        return first <= port && port <= last;
    }
}
