package dev.lawn.bench.relay;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * The relay's JVM before its first connection, and with many open.
 *
 * @param idleBytes PSS
 * @param openBytes PSS, with {@link #TUNNELS} tunnels open that were all used
 */
record Memory(long idleBytes, long openBytes) {

    static final int TUNNELS = 50;

    /** What Lawn promises. */
    static final long MOST_GROWTH_BYTES = 8 << 20;

    private static final long USED_BYTES_EACH = 1_000_000;

    /** Of a relay that was just started. */
    static Memory of(Way.Proxied relay, Client client) throws IOException, InterruptedException {
        long idle = relay.pssBytes();
        List<SocketChannel> tunnels = client.open(relay, TUNNELS);
        try {
            for (Transfer.Direction direction : Transfer.Direction.values()) {
                client.move(tunnels, new Transfer(direction, TUNNELS, TUNNELS * USED_BYTES_EACH));
            }
            return new Memory(idle, relay.pssBytes());
        } finally {
            Client.close(tunnels);
        }
    }

    long growthBytes() {
        return openBytes - idleBytes;
    }

    boolean holds() {
        return growthBytes() <= MOST_GROWTH_BYTES;
    }
}
