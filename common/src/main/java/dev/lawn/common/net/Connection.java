package dev.lawn.common.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

/**
 * A connection that is ready for its bytes.
 *
 * @param socket of the bytes
 * @param raw what it lies upon; without TLS itself. TLS says farewell where it is closed, and waits
 *     for a peer that does not read: to close this one first ends whoever waits in the other
 */
public record Connection(Socket socket, Socket raw) implements Closeable {

    /** One without TLS. */
    public static Connection of(Socket socket) {
        return new Connection(socket, socket);
    }

    public boolean isTls() {
        return socket instanceof SSLSocket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
