package dev.lawn.common.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** One for TLS to lie upon, whose handshake has its time as well. */
final class DialSocket extends Socket {

    private final DialDeadline deadline;

    DialSocket(DialDeadline deadline) {
        this.deadline = deadline;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return deadline.input(this, super.getInputStream());
    }
}
