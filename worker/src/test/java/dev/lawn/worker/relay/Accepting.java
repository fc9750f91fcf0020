package dev.lawn.worker.relay;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** Serves every client in a thread of its own until its server is closed. */
final class Accepting {

    private Accepting() {}

    static void begin(ServerSocket server, Consumer<Socket> serve) {
        Thread.ofVirtual().start(() -> accept(server, serve));
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
}
