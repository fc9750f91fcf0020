package dev.lawn.worker.relay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
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
    private final AtomicInteger junctions = new AtomicInteger();

    /** Of its own thread, once there is something to move. */
    private @Nullable ByteBuffer buffer;

    private Mover(Selector selector) {
        this.selector = selector;
    }

    static Mover start() throws IOException {
        Mover mover = new Mover(Selector.open());
        Thread.ofPlatform().daemon().name("relay-mover").start(mover::run);
        return mover;
    }

    /** How many it has. */
    int junctions() {
        return junctions.get();
    }

    /** Begins with it; {@link Junction#await} tells the end, and then it is to be let go. */
    void move(Junction junction) {
        junctions.incrementAndGet();
        coming.add(junction);
        wake();
        if (!selector.isOpen()) {
            junction.close();
        }
    }

    void letGo(Junction junction) {
        end(junction);
        junctions.decrementAndGet();
    }

    /** From any thread; the sockets stay open until the selector has let go of them as well. */
    void end(Junction junction) {
        junction.close();
        wake();
    }

    private void wake() {
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
        } catch (IOException | RuntimeException | Error e) {
            // Whoever stays in a mover without a thread would never hear of its end.
            log.error("cannot wait for the tunnels: {}", e.toString());
            selector.keys().forEach(Mover::end);
            close();
        }
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof Junction junction) {
            junction.ready(key, buffer());
        }
    }

    private ByteBuffer buffer() {
        ByteBuffer known = buffer;
        if (known == null) {
            known = ByteBuffer.allocateDirect(BUFFER_BYTES);
            buffer = known;
        }
        return known;
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
