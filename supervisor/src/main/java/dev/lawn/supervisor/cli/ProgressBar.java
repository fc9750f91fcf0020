package dev.lawn.supervisor.cli;

import java.io.PrintWriter;
import java.util.Optional;

/** How far something has come, on one line of a terminal that is gone in the end. */
final class ProgressBar {

    private static final int WIDTH = 30;
    private static final String CLEAR_LINE = "\r\033[K";

    private final Optional<PrintWriter> terminal;
    private final int all;

    /**
     * @param terminal empty where there is none: then nothing is shown
     * @param all at least 1
     */
    ProgressBar(Optional<PrintWriter> terminal, int all) {
        this.terminal = terminal;
        this.all = all;
    }

    /** So many are done. */
    void show(int done) {
        int full = done * WIDTH / all;
        write(
                CLEAR_LINE
                        + "[%s%s] %d of %d"
                                .formatted("#".repeat(full), "-".repeat(WIDTH - full), done, all));
    }

    /** Leaves nothing of it. */
    void clear() {
        write(CLEAR_LINE);
    }

    private void write(String text) {
        terminal.ifPresent(
                to -> {
                    to.print(text);
                    to.flush();
                });
    }
}
