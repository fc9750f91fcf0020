package dev.lawn.bench.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The far end. A client names a direction and a number of bytes, nine bytes in all, and gets or
 * sends so many; one byte from here ends an upload. Then it may name the next.
 */
final class Origin implements AutoCloseable {

    static final int ORDER_BYTES = 1 + Long.BYTES;

    private static final int BACKLOG = 200;

    private final ServerSocketChannel listener;

    private Origin(ServerSocketChannel listener) {
        this.listener = listener;
    }

    static Origin start() throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), BACKLOG);
        Origin origin = new Origin(listener);
        Thread.ofPlatform().daemon().name("origin").start(origin::accept);
        return origin;
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                SocketChannel client = listener.accept();
                Thread.ofPlatform().daemon().name("origin").start(() -> serve(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private static void serve(SocketChannel client) {
        try (client) {
            Wire wire = new Wire(client);
            while (true) {
                obey(client, wire);
            }
        } catch (IOException _) {
            // The client has gone.
        }
    }

    private static void obey(SocketChannel client, Wire wire) throws IOException {
        ByteBuffer order = Wire.read(client, ByteBuffer.allocate(ORDER_BYTES));
        Transfer.Direction direction = Transfer.Direction.of(order.get());
        long bytes = order.getLong();
        switch (direction) {
            case DOWN -> wire.send(bytes);
            case UP -> {
                wire.receive(bytes);
                wire.send(1);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
