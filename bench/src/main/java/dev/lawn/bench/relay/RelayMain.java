package dev.lawn.bench.relay;

import dev.lawn.worker.relay.Relay;
import java.io.IOException;

/**
 * The worker's relay alone, in a JVM of its own; it goes out directly. Says its port, and ends when
 * its stdin does.
 */
public final class RelayMain {

    /** Before the port; somebody else may have said something by then. */
    static final String LISTENING = "the relay listens on ";

    private static final int PIECE_BYTES = 16 * 1024;
    private static final int ENOUGH_BYTES = 64 * 1024 * 1024;

    private RelayMain() {}

    public static void main(String[] args) throws IOException {
        useYoungGeneration();
        try (Relay relay = Relay.start(null)) {
            System.out.println(LISTENING + relay.address().getPort());
            while (System.in.read() >= 0) {
                // It has nothing to say.
            }
        }
        System.exit(0);
    }

    /**
     * As every worker has after a while; else the first bytes through the relay would pay for it.
     */
    private static void useYoungGeneration() {
        long used = 0;
        for (int i = 0; i < ENOUGH_BYTES / PIECE_BYTES; i++) {
            used += new byte[PIECE_BYTES].length;
        }
        if (used < ENOUGH_BYTES) {
            throw new IllegalStateException("used " + used);
        }
    }
}
