package dev.lawn.supervisor.process;

import dev.lawn.common.model.PlainText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of a stream: the evidence of a death, fit for the log it ends in. Thread-safe. */
final class Tail {

    private static final int LINES = 20;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.addLast(PlainText.of(line));
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
