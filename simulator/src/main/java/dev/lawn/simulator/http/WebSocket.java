package dev.lawn.simulator.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The server's side of one WebSocket (RFC 6455): text messages, ping and close. */
public final class WebSocket {

    /** RFC 6455, section 1.3. */
    private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final Socket socket;
    private final OutputStream out;

    WebSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    /** Sends a text message; from any thread. */
    public synchronized void send(String text) throws IOException {
        Frame.write(out, Frame.Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the TCP connection without a word, as a broken network does; from any thread. */
    public void drop() {
        try {
            socket.close();
        } catch (IOException _) {
            // Gone either way.
        }
    }

    void serve(InputStream in, WebSocketListener listener) throws IOException {
        try {
            listener.onOpen(this);
            while (receive(Frame.read(in), listener)) {}
        } finally {
            listener.onEnd(this);
        }
    }

    private boolean receive(Frame frame, WebSocketListener listener) throws IOException {
        return switch (frame.opcode()) {
            case TEXT -> {
                listener.onText(this, new String(frame.payload(), StandardCharsets.UTF_8));
                yield true;
            }
            case PING -> {
                control(Frame.Opcode.PONG, frame.payload());
                yield true;
            }
            case PONG -> true;
            case CLOSE -> {
                control(Frame.Opcode.CLOSE, frame.payload());
                yield false;
            }
        };
    }

    private synchronized void control(Frame.Opcode opcode, byte[] payload) throws IOException {
        Frame.write(out, opcode, payload);
    }

    static String accept(String key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1")
                            .digest((key + KEY_SUFFIX).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
