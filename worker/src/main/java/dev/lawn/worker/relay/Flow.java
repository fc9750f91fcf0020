package dev.lawn.worker.relay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a {@link Junction}. While something is held that was not taken yet nothing is
 * read, so the sender waits by TCP's own means. For the mover's thread alone.
 */
final class Flow {

    private final SocketChannel from;
    private final SocketChannel to;
    private final Life life;
    private final LongConsumer counted;
    private @Nullable ByteBuffer held;
    private boolean isOver;

    /**
     * @param counted told of each piece once it is written
     */
    Flow(SocketChannel from, SocketChannel to, Life life, LongConsumer counted) {
        this.from = from;
        this.to = to;
        this.life = life;
        this.counted = counted;
    }

    /** Whether its end was read and passed on. */
    boolean isOver() {
        return isOver;
    }

    /** What it waits for on the side that it reads. */
    int readInterest() {
        return isOver || held != null ? 0 : SelectionKey.OP_READ;
    }

    /** What it waits for on the side that it writes to. */
    int writeInterest() {
        return held == null ? 0 : SelectionKey.OP_WRITE;
    }

    /** Passes on what there is to read. */
    void read(ByteBuffer buffer) throws IOException {
        if (from.read(buffer.clear()) < 0) {
            isOver = true;
            to.shutdownOutput();
            return;
        }
        write(buffer.flip());
        if (buffer.hasRemaining()) {
            held = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
        }
    }

    /** Passes on what is held. */
    void write() throws IOException {
        ByteBuffer rest = held;
        if (rest != null) {
            write(rest);
            held = rest.hasRemaining() ? rest : null;
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        counted.accept(to.write(bytes));
        life.moved();
    }
}
