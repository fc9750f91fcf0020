package dev.lawn.worker.relay;

import java.io.Closeable;
import java.io.IOException;

/** What to do with a socket that is of no more use. */
final class Sockets {

    private Sockets() {}

    static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Closed either way.
        }
    }
}
