package dev.lawn.supervisor.process;

import java.util.List;

/**
 * How an incarnation ended, with the evidence. Printed it is a line for the log, with the last
 * words; {@link DeathReports} have the whole.
 *
 * @param code the worker's exit code; 128 + n for signal n
 * @param malformed lines on stdout that claimed to be messages and were none
 * @param stdout the end of its stdout, fit to print
 * @param stderr the end of its stderr, fit to print: the last line may hold the cause
 */
public record ExitReport(int code, long malformed, List<String> stdout, List<String> stderr) {

    private static final int LAST_WORDS = 5;

    /** Beyond it shells and the JDK say 128 + the number of the signal. */
    private static final int SIGNALLED = 128;

    public ExitReport {
        stdout = List.copyOf(stdout);
        stderr = List.copyOf(stderr);
    }

    /** Whether it left as one does that was asked to. */
    public boolean isClean() {
        return code == 0;
    }

    /** The exit code, and the signal that may be behind it. */
    String how() {
        return code > SIGNALLED
                ? "exited with code %d (signal %d)".formatted(code, code - SIGNALLED)
                : "exited with code " + code;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(how());
        if (malformed > 0) {
            text.append(", ").append(malformed).append(" malformed lines");
        }
        if (!isClean() && !stderr.isEmpty()) {
            List<String> last =
                    stderr.subList(Math.max(0, stderr.size() - LAST_WORDS), stderr.size());
            text.append("; its last words:\n    ").append(String.join("\n    ", last));
        }
        return text.toString();
    }
}
