package dev.lawn.worker.relay;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Copies one body and not a byte further. */
final class Bodies {

    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,15})[ \\t]*(?:;.*)?");
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_TRAILER_LINES = 100;

    private Bodies() {}

    /**
     * Copies it as it is, but for chunk extensions and trailers, which nobody needs and some read
     * in two ways.
     *
     * @param unchunked whether the other side knows no chunks
     * @throws IOException also where it is not framed as it says
     */
    static void copy(
            Framing framing, InputStream in, OutputStream out, boolean unchunked, Pump pump)
            throws IOException {
        switch (framing) {
            case Framing.None() -> {}
            case Framing.Length(long bytes) -> pump.copy(in, out, bytes);
            case Framing.UntilClose() -> pump.copy(in, out);
            case Framing.Chunked() -> chunks(in, out, unchunked, pump);
        }
    }

    private static void chunks(InputStream in, OutputStream out, boolean unchunked, Pump pump)
            throws IOException {
        for (long size = size(line(in)); size > 0; size = size(line(in))) {
            write(out, Long.toHexString(size) + "\r\n", unchunked, pump);
            pump.copy(in, out, size);
            if (!line(in).isEmpty()) {
                throw new ProtocolException("a chunk that is longer than it says");
            }
            write(out, "\r\n", unchunked, pump);
        }
        skipTrailers(in);
        write(out, "0\r\n\r\n", unchunked, pump);
    }

    private static void write(OutputStream out, String text, boolean unchunked, Pump pump)
            throws IOException {
        if (!unchunked) {
            byte[] bytes = ascii(text);
            out.write(bytes);
            pump.counted().accept(bytes.length);
        }
    }

    private static long size(String line) throws IOException {
        Matcher chunk = CHUNK.matcher(line);
        if (!chunk.matches()) {
            throw new ProtocolException("no size of a chunk");
        }
        return Long.parseLong(chunk.group(1), 16);
    }

    private static void skipTrailers(InputStream in) throws IOException {
        for (int i = 0; i < MOST_TRAILER_LINES; i++) {
            if (line(in).isEmpty()) {
                return;
            }
        }
        throw new ProtocolException("trailers without end");
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the body ended within its chunks");
            }
            if (line.size() >= LONGEST_LINE) {
                throw new ProtocolException("a line of a chunk without end");
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
