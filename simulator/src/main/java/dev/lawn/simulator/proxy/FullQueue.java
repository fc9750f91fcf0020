package dev.lawn.simulator.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port where nobody takes connections: its queue is full of our own, so that the kernel leaves
 * everyone else without an answer.
 */
final class FullQueue implements AutoCloseable {

    private static final int SHORTEST = 1;
    private static final int MOST_CONNECTIONS = 16;
    private static final int PATIENCE_MILLIS = 250;

    private final ServerSocket listener = new ServerSocket();
    private final List<Socket> queued = new ArrayList<>();

    private FullQueue(InetSocketAddress address) throws IOException {
        listener.setReuseAddress(true);
        listener.bind(address, SHORTEST);
    }

    static FullQueue on(InetSocketAddress address) throws IOException {
        FullQueue queue = new FullQueue(address);
        try {
            queue.fill(address);
            return queue;
        } catch (IOException e) {
            queue.close();
            throw e;
        }
    }

    private void fill(InetSocketAddress address) throws IOException {
        while (queued.size() < MOST_CONNECTIONS) {
            Socket socket = new Socket();
            queued.add(socket);
            try {
                socket.connect(address, PATIENCE_MILLIS);
            } catch (SocketTimeoutException _) {
                return;
            }
        }
        throw new IOException("the queue of %s is never full".formatted(address));
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : queued) {
            socket.close();
        }
    }
}
