package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.control.StatusDocument;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;

/** Where a fleet in the foreground shows itself. Owned by one thread. */
sealed interface Screen permits Board, Lines {

    /** A live board on a terminal; lines where output goes into a pipe or a file. */
    static Screen on(PrintWriter out) {
        boolean live = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return live ? new Board(out) : new Lines(out);
    }

    /** A node changed its state. */
    void changed(NodeSnapshot node);

    /** Something to tell that is not about one node. */
    void say(String words);

    /** Time has passed; called again and again. */
    void refresh(Supplier<StatusDocument> status);
}
