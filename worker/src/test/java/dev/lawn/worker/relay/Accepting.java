package dev.lawn.worker.relay;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** Serves every client of a server in a thread of its own until it is closed. */
final class Accepting implements Closeable {

    private final ServerSocket server;
    private final Thread thread;

    private Accepting(ServerSocket server, Consumer<Socket> serve) {
        this.server = server;
        thread = Thread.ofVirtual().start(() -> accept(server, serve));
    }

    static Accepting begin(ServerSocket server, Consumer<Socket> serve) {
        return new Accepting(server, serve);
    }

    private static void accept(ServerSocket server, Consumer<Socket> serve) {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve.accept(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    /** From then on nobody gets in: the kernel listens on until the last accept has returned. */
    @Override
    public void close() throws IOException {
        server.close();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
