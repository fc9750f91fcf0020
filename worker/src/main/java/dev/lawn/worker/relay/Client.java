package dev.lawn.worker.relay;

import dev.lawn.common.net.HttpHead;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The near side of a connection.
 *
 * @param in what the client sends, buffered
 */
record Client(Socket socket, AheadInput in, OutputStream out) {

    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final int MOST_LEFT_BYTES = 256 * 1024;

    static Client of(Socket socket) throws IOException {
        Sockets.keepAlive(socket);
        socket.setTcpNoDelay(true);
        return new Client(
                socket, new AheadInput(socket.getInputStream()), socket.getOutputStream());
    }

    void write(HttpHead head) throws IOException {
        out.write(head.bytes());
    }

    /**
     * Our own page, and the end of the connection.
     *
     * @param status code and phrase
     * @param why for people, without secrets
     */
    void refuse(String status, String why) throws IOException {
        answer(status, why);
        linger();
    }

    /** The same for a stranger, who is not waited for. */
    void dismiss(String status, String why) throws IOException {
        answer(status, why);
        socket.shutdownOutput();
        // Closed with bytes unread, it would be a reset, and the answer might be lost.
        byte[] _ = in.readNBytes(Math.min(in.available(), MOST_LEFT_BYTES));
    }

    private void answer(String status, String why) throws IOException {
        byte[] text = (why + "\n").getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 %s\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                        .formatted(status, text.length);
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(text);
    }

    /** Closed at once, with bytes of it unread, it might never read our answer. */
    private void linger() throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout((int) LINGER.toMillis());
        byte[] thrownAway = new byte[8 * 1024];
        for (int left = MOST_LEFT_BYTES; left > 0; ) {
            int read = in.read(thrownAway);
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }
}
