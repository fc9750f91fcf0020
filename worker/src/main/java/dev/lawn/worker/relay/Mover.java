package dev.lawn.worker.relay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the bytes of many tunnels on one thread and by one buffer: a thread and a buffer for each
 * direction of each would cost megabytes, and a wake-up more for each piece.
 */
final class Mover implements AutoCloseable {

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final Logger log = LoggerFactory.getLogger(Mover.class);

    private final Selector selector;
    private final Queue<Junction> coming = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    private Mover(Selector selector) {
        this.selector = selector;
    }

    static Mover start() throws IOException {
        Mover mover = new Mover(Selector.open());
        Thread.ofPlatform().daemon().name("relay-mover").start(mover::run);
        return mover;
    }

    /** Begins with it; {@link Junction#await} tells the end. */
    void move(Junction junction) {
        coming.add(junction);
        wake();
        if (!selector.isOpen()) {
            junction.close();
        }
    }

    /** For whoever has closed a junction: its sockets are open until the selector has let go. */
    void wake() {
        Selector _ = selector.wakeup();
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                int _ = selector.select(this::ready);
                for (Junction each = coming.poll(); each != null; each = coming.poll()) {
                    each.begin(selector);
                }
            }
        } catch (ClosedSelectorException _) {
            // By close.
        } catch (IOException e) {
            log.error("cannot wait for the tunnels: {}", e.toString());
            selector.keys().forEach(Mover::end);
            close();
        }
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof Junction junction) {
            junction.ready(key, buffer);
        }
    }

    private static void end(SelectionKey key) {
        if (key.attachment() instanceof Junction junction) {
            junction.close();
        }
    }

    /** To be called after all junctions were closed. */
    @Override
    public void close() {
        Sockets.close(selector);
    }
}
