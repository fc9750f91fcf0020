package dev.lawn.common.net;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of an HTTP/1.1 message: its start line and header lines, in order, as they came.
 *
 * @param startLine request line or status line, without its line end
 * @param headers {@code Name: value} lines, without their line ends
 */
public record HttpHead(String startLine, List<String> headers) {

    /** A longer head is refused: a browser's is a few KiB. */
    public static final int LONGEST_BYTES = 64 * 1024;

    public HttpHead {
        headers = List.copyOf(headers);
    }

    /**
     * Reads up to the empty line and not a byte further.
     *
     * @param in should be buffered: it is read byte by byte
     * @throws EOFException where the stream ends first
     * @throws LongHeadException where the head is longer than {@link #LONGEST_BYTES}
     */
    public static HttpHead read(InputStream in) throws IOException {
        String startLine = line(in, LONGEST_BYTES);
        int left = LONGEST_BYTES - startLine.length();
        List<String> headers = new ArrayList<>();
        for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
            headers.add(line);
            // A line costs its end, too: a million short ones are no shorter a head.
            left -= line.length() + 2;
        }
        return new HttpHead(startLine, headers);
    }

    private static String line(InputStream in, int longest) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the head ended before its empty line");
            }
            if (line.size() >= longest) {
                throw new LongHeadException();
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** A word of the start line, counted from 0; empty where there are fewer. */
    public String word(int index) {
        String[] words = startLine.split(" ", -1);
        return index < words.length ? words[index] : "";
    }

    /** The first header of that name, in any case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(line -> isNamed(line, name))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /** The same head with another start line. */
    public HttpHead withStartLine(String replacement) {
        return new HttpHead(replacement, headers);
    }

    /** The same head without any header of that name, in any case. */
    public HttpHead without(String name) {
        return new HttpHead(
                startLine, headers.stream().filter(line -> !isNamed(line, name)).toList());
    }

    /** The same head with this header in place of any other of its name. */
    public HttpHead with(String name, String value) {
        List<String> changed = new ArrayList<>(without(name).headers);
        changed.add(name + ": " + value);
        return new HttpHead(startLine, changed);
    }

    private static boolean isNamed(String line, String name) {
        return line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":");
    }

    /** The bytes to send, with the empty line. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder(startLine).append("\r\n");
        headers.forEach(header -> text.append(header).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
