package dev.lawn.common.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.function.LongConsumer;

/** What is said to a proxy and what it answers, counted. */
final class ProxyTalk {

    private final Socket socket;
    private final LongConsumer sent;
    private final LongConsumer received;
    private final InputStream in;

    /**
     * @param in what comes of it
     */
    ProxyTalk(Socket socket, InputStream in, LongConsumer sent, LongConsumer received) {
        this.socket = socket;
        this.sent = sent;
        this.received = received;
        this.in = in;
    }

    void say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        sent.accept(bytes.length);
    }

    /**
     * So many bytes, and not one further.
     *
     * @throws EOFException where it hangs up before
     */
    byte[] hear(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        received.accept(bytes.length);
        if (bytes.length < count) {
            throw new EOFException("it hung up");
        }
        return bytes;
    }

    HttpHead hearHead() throws IOException {
        HttpHead head = HttpHead.read(in);
        received.accept(head.bytes().length);
        return head;
    }
}
