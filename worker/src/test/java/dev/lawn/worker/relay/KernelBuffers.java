package dev.lawn.worker.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is on its way through two connections at most, while nobody reads at the end of them. */
final class KernelBuffers {

    private static final Path FOLDER = Path.of("/proc/sys/net/ipv4");
    private static final long OF_THE_RELAY = 8 << 20;

    private KernelBuffers() {}

    /** Bytes. */
    static long most() throws IOException {
        return 2 * (most("tcp_rmem") + most("tcp_wmem")) + OF_THE_RELAY;
    }

    /** The last of least, usual and most. */
    private static long most(String name) throws IOException {
        return Long.parseLong(
                Files.readAllLines(FOLDER.resolve(name)).getFirst().strip().split("\\s+", -1)[2]);
    }
}
