package dev.lawn.simulator.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Listens, and gives each connection a virtual thread. Closing it closes every connection. */
public final class TcpServer implements AutoCloseable {

    private static final int BACKLOG = 200;
    private static final Duration LETTING_GO = Duration.ofSeconds(5);

    /** What to do with one connection. */
    @FunctionalInterface
    public interface ConnectionHandler {
        /** Serves the connection to its end. The socket is closed after it, come what may. */
        void serve(Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private static final long PAUSE_NANOS = 10_000_000;

    private final ConnectionHandler handler;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;

    private TcpServer(ServerSocket listener, ConnectionHandler handler) {
        this.listener = listener;
        this.handler = handler;
        this.acceptor = Thread.ofVirtual().name("accept-" + port()).unstarted(this::acceptAll);
    }

    /**
     * Starts listening.
     *
     * @param address port 0 for any free one
     * @throws IOException names the address and what to do, where it cannot be had
     */
    public static TcpServer start(InetSocketAddress address, ConnectionHandler handler)
            throws IOException {
        TcpServer server = new TcpServer(bound(address), handler);
        server.acceptor.start();
        return server;
    }

    private static ServerSocket bound(InetSocketAddress address) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(address, BACKLOG);
            return socket;
        } catch (BindException e) {
            socket.close();
            throw new IOException(
                    "cannot listen on %s:%d: %s; end what listens there or choose another port"
                            .formatted(address.getHostString(), address.getPort(), e.getMessage()),
                    e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().name("connection").start(() -> serve(socket));
            } catch (IOException _) {
                // The listener was closed, the peer gave up before it was accepted, or no
                // descriptor
                // is free: that one would come back at once, again and again.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            if (!listener.isClosed()) {
                handler.serve(socket);
            }
        } catch (IOException _) {
            // The peer has gone: nobody is left to tell.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() {
        closeQuietly(listener);
        awaitDeaf();
        open.forEach(TcpServer::closeQuietly);
    }

    /** The kernel goes on taking connections until the thread that accepts them has let go. */
    private void awaitDeaf() {
        try {
            boolean _ = acceptor.join(LETTING_GO);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException _) {
            // It is closed all the same, and nobody could do better.
        }
    }
}
