package dev.lawn.worker.relay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/**
 * Copies what comes, as fast as it is taken: while a piece is being written nothing is read, so the
 * sender waits by TCP's own means.
 *
 * @param counted told of each piece once it is written
 */
record Pump(Life life, LongConsumer counted) {

    private static final int USUAL_BYTES = 16 * 1024;

    /** Of a bulk transfer, for as long as it lasts: a quarter of the system calls. */
    private static final int MOST_BYTES = 64 * 1024;

    /** Until the end of {@code in}. */
    void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[USUAL_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            pass(buffer, read, out);
            if (read == buffer.length && read < MOST_BYTES) {
                buffer = new byte[MOST_BYTES];
            } else if (read < USUAL_BYTES / 4 && buffer.length > USUAL_BYTES) {
                buffer = new byte[USUAL_BYTES];
            }
        }
    }

    /**
     * So many bytes.
     *
     * @throws EOFException where they end before
     */
    void copy(InputStream in, OutputStream out, long bytes) throws IOException {
        byte[] buffer = new byte[(int) Math.min(bytes, USUAL_BYTES)];
        for (long left = bytes; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("the body ended before its length");
            }
            pass(buffer, read, out);
            left -= read;
        }
    }

    private void pass(byte[] buffer, int count, OutputStream out) throws IOException {
        out.write(buffer, 0, count);
        counted.accept(count);
        life.moved();
    }
}
