package dev.lawn.bench.relay;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Bytes by the million, as cheap as Java has them: large buffers outside the heap. */
final class Wire {

    private static final int BUFFER_BYTES = 256 * 1024;

    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    Wire(SocketChannel channel) {
        this.channel = channel;
    }

    void send(long bytes) throws IOException {
        for (long left = bytes; left > 0; ) {
            buffer.clear().limit((int) Math.min(left, BUFFER_BYTES));
            left -= channel.write(buffer);
        }
    }

    /**
     * Reads so many.
     *
     * @throws EOFException where there are fewer
     */
    void receive(long bytes) throws IOException {
        for (long left = bytes; left > 0; ) {
            buffer.clear().limit((int) Math.min(left, BUFFER_BYTES));
            int read = channel.read(buffer);
            if (read < 0) {
                throw new EOFException("%d bytes are missing".formatted(left));
            }
            left -= read;
        }
    }

    static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int _ = channel.write(bytes);
        }
    }

    /** Fills it, and turns it for reading. */
    static ByteBuffer read(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the other side hung up");
            }
        }
        return bytes.flip();
    }
}
