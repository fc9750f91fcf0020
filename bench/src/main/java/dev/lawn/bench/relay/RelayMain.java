package dev.lawn.bench.relay;

import dev.lawn.common.model.TargetPattern;
import dev.lawn.worker.relay.PortRange;
import dev.lawn.worker.relay.Relay;
import dev.lawn.worker.relay.RelaySettings;
import dev.lawn.worker.relay.Targets;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The worker's relay alone, in a JVM of its own; it goes out directly and serves whoever asks. Says
 * its port, and ends when its stdin does.
 */
public final class RelayMain {

    /** Before the port; somebody else may have said something by then. */
    static final String LISTENING = "the relay listens on ";

    private static final int PIECE_BYTES = 16 * 1024;
    private static final int ENOUGH_BYTES = 64 * 1024 * 1024;

    private RelayMain() {}

    /**
     * Runs it.
     *
     * @param args the origin, {@code host:port}: nothing else on this host is led to
     */
    public static void main(String[] args) throws IOException {
        useYoungGeneration();
        try (Relay relay = Relay.start(leadingTo(args[0]))) {
            System.out.println(LISTENING + relay.address().getPort());
            while (System.in.read() >= 0) {
                // It has nothing to say.
            }
        }
        System.exit(0);
    }

    private static RelaySettings leadingTo(String origin) {
        TargetPattern allowed = new TargetPattern(origin);
        return new RelaySettings(
                null,
                null,
                new Targets(List.of(allowed), Set.of(), PortRange.ephemeral()),
                List.of(),
                _ -> true);
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
