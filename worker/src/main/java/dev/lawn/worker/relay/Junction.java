package dev.lawn.worker.relay;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Two channels joined by a {@link Mover}, until both directions have ended. The end of one is
 * passed on as a half-close; an error in either ends both.
 */
final class Junction implements Closeable {

    private final SocketChannel near;
    private final SocketChannel far;
    private final Flow outbound;
    private final Flow inbound;
    private final Runnable halfOver;
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * @param near in non-blocking mode, as {@code far}
     * @param outbound from near to far, {@code inbound} the other way
     * @param halfOver told when one direction has ended
     */
    Junction(
            SocketChannel near, SocketChannel far, Flow outbound, Flow inbound, Runnable halfOver) {
        this.near = near;
        this.far = far;
        this.outbound = outbound;
        this.inbound = inbound;
        this.halfOver = halfOver;
    }

    /** For the mover's thread alone, as {@link #ready}. */
    void begin(Selector selector) {
        try {
            SelectionKey _ = near.register(selector, SelectionKey.OP_READ, this);
            SelectionKey _ = far.register(selector, SelectionKey.OP_READ, this);
        } catch (IOException _) {
            close();
        }
    }

    /**
     * Moves what can be moved.
     *
     * @param key of one of the two
     * @param buffer to be used meanwhile
     */
    void ready(SelectionKey key, ByteBuffer buffer) {
        boolean isNear = key.channel().equals(near);
        try {
            if (key.isReadable()) {
                read(isNear ? outbound : inbound, buffer);
            }
            if (key.isWritable()) {
                (isNear ? inbound : outbound).write();
            }
            goOn(key.selector());
        } catch (IOException | CancelledKeyException _) {
            close();
        }
    }

    private void read(Flow flow, ByteBuffer buffer) throws IOException {
        flow.read(buffer);
        if (flow.isOver()) {
            halfOver.run();
        }
    }

    private void goOn(Selector selector) throws IOException {
        if (outbound.isOver() && inbound.isOver()) {
            close();
            return;
        }
        await(near.keyFor(selector), outbound.readInterest() | inbound.writeInterest());
        await(far.keyFor(selector), inbound.readInterest() | outbound.writeInterest());
    }

    private static void await(@Nullable SelectionKey key, int interest) throws IOException {
        if (key == null) {
            // Closed from another thread, and the selector has let go of it.
            throw new ClosedChannelException();
        }
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    /** Returns once it has ended. */
    void await() throws InterruptedException {
        ended.await();
    }

    /** From any thread; {@link Mover#end} does the rest. */
    @Override
    public void close() {
        Sockets.close(near);
        Sockets.close(far);
        ended.countDown();
    }
}
