package dev.lawn.supervisor.process;

import dev.lawn.common.model.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The last lines of a stream, bounded in bytes: the evidence of a death. Thread-safe. */
final class Tail {

    /** What a line takes beside its bytes: empty lines must not fill the memory either. */
    private static final int OVERHEAD_BYTES = 32;

    private final Deque<byte[]> lines = new ArrayDeque<>();
    private final int mostBytes;
    private final int longestLine;
    private int held;

    /**
     * @param mostBytes for all lines
     * @param longestLine bytes kept of one; the rest of it is dropped
     */
    Tail(int mostBytes, int longestLine) {
        this.mostBytes = mostBytes;
        this.longestLine = longestLine;
    }

    synchronized void add(byte[] line) {
        byte[] kept = Arrays.copyOf(line, Math.min(line.length, longestLine));
        lines.addLast(kept);
        held += weight(kept);
        while (held > mostBytes) {
            held -= weight(lines.removeFirst());
        }
    }

    void add(String line) {
        add(line.getBytes(StandardCharsets.UTF_8));
    }

    private static int weight(byte[] line) {
        return line.length + OVERHEAD_BYTES;
    }

    /** Fit to print: a line may hold anything. */
    synchronized List<String> lines() {
        return lines.stream()
                .map(line -> PlainText.of(new String(line, StandardCharsets.UTF_8)))
                .toList();
    }
}
