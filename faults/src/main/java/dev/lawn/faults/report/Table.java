package dev.lawn.faults.report;

import dev.lawn.faults.row.Row;
import java.io.PrintStream;

/** The rows as they are done, for the screen. */
public final class Table {

    private final PrintStream out;

    public Table(PrintStream out) {
        this.out = out;
    }

    public void head() {
        line("row", "verdict", "seen after", "back after", "shown");
    }

    /** A row's name and what it must hold. */
    public void list(Row row) {
        out.printf("%-32s %-16s %s%n", row.name(), String.join(" ", row.promises()), row.bound());
    }

    public void row(Verdict verdict) {
        line(
                verdict.row().name(),
                verdict.word(),
                verdict.detection(),
                verdict.recovery(),
                verdict.shown());
        if (!verdict.figures().isEmpty()) {
            out.println("    " + verdict.figures());
        }
        verdict.broken().forEach(each -> out.println("    " + each));
        out.flush();
    }

    private void line(String row, String verdict, String seen, String back, String shown) {
        out.printf("%-32s %-10s %-16s %-16s %s%n", row, verdict, seen, back, shown);
    }
}
