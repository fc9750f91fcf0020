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
 * A socket that is being made ready: until {@link #settle}, all that is read of it has to come
 * within one deadline. A socket's own timeout begins anew with each read, and a peer that sends a
 * byte now and then would never run into it.
 */
final class DialSocket extends Socket {

    private static final Time TIME = new SystemTime();

    private final long deadline;
    private volatile boolean isSettled;

    DialSocket(Duration patience) {
        deadline = TIME.nanos() + patience.toNanos();
    }

    /**
     * What is left, at least a millisecond.
     *
     * @throws SocketTimeoutException where nothing is
     */
    int leftMillis() throws SocketTimeoutException {
        long left = Duration.ofNanos(deadline - TIME.nanos()).toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException("no whole answer in time");
        }
        return (int) left;
    }

    /** It is ready: reads take as long as they take. */
    void settle() throws IOException {
        isSettled = true;
        setSoTimeout(0);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        InputStream in = super.getInputStream();
        return isSettled ? in : new Timed(in);
    }

    private final class Timed extends FilterInputStream {

        Timed(InputStream in) {
            super(in);
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
            if (!isSettled) {
                setSoTimeout(leftMillis());
            }
        }
    }
}
