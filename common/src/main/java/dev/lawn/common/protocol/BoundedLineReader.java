package dev.lawn.common.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of bytes and never holds more of one than its bound. A longer line is skipped up to
 * its newline and reported, so that the next line is read as if nothing had happened.
 *
 * <p>Owned by one thread.
 */
public final class BoundedLineReader {

    /** What was read. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares lines, and copying would cost
    public sealed interface Line {

        /** A line without its newline. The last line of a stream may have had none. */
        record Whole(byte[] bytes) implements Line {}

        /**
         * A line over the bound.
         *
         * @param head its first bytes, as many as the bound allows
         * @param length of the whole line in bytes
         */
        record TooLong(byte[] head, long length) implements Line {}
    }

    private static final int CHUNK_BYTES = 8 * 1024;

    private final InputStream in;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private final int bound;
    private int next;
    private int end;

    private byte[] line = new byte[256];
    private long length;

    /**
     * @param bound the longest line to hold, in bytes, newline excluded
     */
    public BoundedLineReader(InputStream in, int bound) {
        this.in = in;
        this.bound = bound;
    }

    /** The next line, waiting for it; null at the end of the stream. */
    public @Nullable Line next() throws IOException {
        length = 0;
        while (fill()) {
            int newline = indexOfNewline();
            if (newline >= 0) {
                take(newline - next);
                next = newline + 1;
                return taken();
            }
            take(end - next);
            next = end;
        }
        return length == 0 ? null : taken();
    }

    private boolean fill() throws IOException {
        if (next < end) {
            return true;
        }
        next = 0;
        end = in.read(chunk);
        return end > 0;
    }

    private int indexOfNewline() {
        for (int i = next; i < end; i++) {
            if (chunk[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void take(int count) {
        int held = (int) Math.min(length, bound);
        int kept = Math.min(count, bound - held);
        if (held + kept > line.length) {
            line = Arrays.copyOf(line, Math.min(bound, Math.max(held + kept, line.length * 2)));
        }
        System.arraycopy(chunk, next, line, held, kept);
        length += count;
    }

    private Line taken() {
        byte[] bytes = Arrays.copyOf(line, (int) Math.min(length, bound));
        return length > bound ? new Line.TooLong(bytes, length) : new Line.Whole(bytes);
    }
}
