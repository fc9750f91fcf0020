package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.control.StatusDocument;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * The live board of {@code lawn up} on a terminal: the status table, drawn again in place. Owned by
 * one thread.
 */
final class Board {

    private static final String ERASE_LINE = "\u001b[K";
    private static final String ERASE_BELOW = "\u001b[J";

    /** A line that wraps would make the way back up longer than we think. */
    private static final String WRAP_OFF = "\u001b[?7l";

    private static final String WRAP_ON = "\u001b[?7h";

    private final PrintWriter out;
    private final Supplier<StatusDocument> status;
    private int drawn;

    Board(PrintWriter out, Supplier<StatusDocument> status) {
        this.out = out;
        this.status = status;
    }

    /** Draws over what was drawn before. */
    void draw() {
        String table = StatusTable.of(status.get(), Instant.now());
        if (drawn > 0) {
            out.printf("\u001b[%dA", drawn);
        }
        out.print(WRAP_OFF);
        table.lines().forEach(line -> out.println(line + ERASE_LINE));
        out.print(ERASE_BELOW + WRAP_ON);
        out.flush();
        drawn = (int) table.lines().count();
    }
}
