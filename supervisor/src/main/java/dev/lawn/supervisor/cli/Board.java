package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.control.StatusDocument;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.function.Supplier;

/** The live board on a terminal: the status table, drawn again in place. */
final class Board implements Screen {

    private static final String ERASE_LINE = "\u001b[K";
    private static final String ERASE_BELOW = "\u001b[J";

    /** A line that wraps would make the way back up longer than we think. */
    private static final String WRAP_OFF = "\u001b[?7l";

    private static final String WRAP_ON = "\u001b[?7h";

    private final PrintWriter out;
    private String table = "";
    private String footer = "";
    private int drawn;

    Board(PrintWriter out) {
        this.out = out;
    }

    /** The next refresh shows it. */
    @Override
    public void changed(NodeSnapshot node) {}

    @Override
    public void say(String words) {
        footer = words;
        draw();
    }

    @Override
    public void refresh(Supplier<StatusDocument> status) {
        table = StatusTable.of(status.get(), Instant.now());
        draw();
    }

    private void draw() {
        String text = table + System.lineSeparator() + footer;
        if (drawn > 0) {
            out.printf("\u001b[%dA", drawn);
        }
        out.print(WRAP_OFF);
        text.lines().forEach(line -> out.println(line + ERASE_LINE));
        out.print(ERASE_BELOW + WRAP_ON);
        out.flush();
        drawn = (int) text.lines().count();
    }
}
