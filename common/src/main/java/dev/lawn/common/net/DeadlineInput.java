package dev.lawn.common.net;

import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * What a peer sends within one deadline: a socket's own timeout begins anew with each read, and a
 * peer that sends a byte now and then would never run into it.
 */
final class DeadlineInput extends InputStream {

    private static final Time TIME = new SystemTime();

    private final Socket socket;
    private final InputStream in;
    private final long deadline;

    /**
     * @param within for all reads together
     */
    DeadlineInput(Socket socket, Duration within) throws IOException {
        this.socket = socket;
        in = socket.getInputStream();
        deadline = TIME.nanos() + within.toNanos();
    }

    @Override
    public int read() throws IOException {
        setTimeout();
        return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        setTimeout();
        return in.read(bytes, offset, length);
    }

    private void setTimeout() throws IOException {
        long left = Duration.ofNanos(deadline - TIME.nanos()).toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException("no whole answer in time");
        }
        socket.setSoTimeout((int) left);
    }
}
