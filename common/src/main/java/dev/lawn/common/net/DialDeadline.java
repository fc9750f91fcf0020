package dev.lawn.common.net;

import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * By when a socket has to be ready: all that is read of it until then has to come within this. A
 * socket's own timeout begins anew with each read, and a peer that sends a byte now and then would
 * never run into it.
 */
final class DialDeadline {

    private static final Time TIME = new SystemTime();

    private final long deadline;
    private volatile boolean isMet;

    DialDeadline(Duration patience) {
        deadline = TIME.nanos() + patience.toNanos();
    }

    /** What comes of a socket, in time while it is being made ready. */
    InputStream input(Socket socket, InputStream in) {
        return new Timed(socket, in);
    }

    /** It is ready: reads take as long as they take. */
    void met(Socket socket) throws IOException {
        isMet = true;
        socket.setSoTimeout(0);
    }

    /**
     * What is left, at least a millisecond.
     *
     * @throws SocketTimeoutException where nothing is
     */
    private int leftMillis() throws SocketTimeoutException {
        long left = Duration.ofNanos(deadline - TIME.nanos()).toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException("no whole answer in time");
        }
        return (int) left;
    }

    private final class Timed extends FilterInputStream {

        private final Socket socket;

        Timed(Socket socket, InputStream in) {
            super(in);
            this.socket = socket;
        }

        @Override
        public int read() throws IOException {
            begin();
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            begin();
            return in.read(bytes, offset, length);
        }

        private void begin() throws IOException {
            if (!isMet) {
                socket.setSoTimeout(leftMillis());
            }
        }
    }
}
