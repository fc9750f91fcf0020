package dev.lawn.supervisor.process;

import java.util.List;

/**
 * How an incarnation ended.
 *
 * @param code the worker's exit code; 128 + n for signal n
 * @param lastLines the end of its stderr: the last line may hold the cause
 * @param malformed lines on stdout that claimed to be messages and were none
 */
public record ExitReport(int code, List<String> lastLines, long malformed) {

    public ExitReport {
        lastLines = List.copyOf(lastLines);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("exited with code ").append(code);
        if (malformed > 0) {
            text.append(", ").append(malformed).append(" malformed lines");
        }
        if (code != 0 && !lastLines.isEmpty()) {
            text.append("; its last words:\n    ").append(String.join("\n    ", lastLines));
        }
        return text.toString();
    }
}
