package dev.lawn.worker.relay;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of the one request of a connection. Afterwards it waits for the client to hang up: an
 * early half-close would look to some servers like a client that has gone. A second request on the
 * connection is an error, so it never reaches a server that did not expect it.
 */
final class OneBody extends FilterInputStream {

    private long left;

    OneBody(InputStream client, long bytes) {
        super(client);
        left = bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return hungUp();
        }
        int read = super.read(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(read, 0);
        return read;
    }

    private int hungUp() throws IOException {
        if (super.read() < 0) {
            return -1;
        }
        throw new IOException("a second request on one connection");
    }
}
