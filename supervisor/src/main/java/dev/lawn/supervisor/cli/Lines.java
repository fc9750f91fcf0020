package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.control.StatusDocument;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import java.io.PrintWriter;
import java.util.function.Supplier;

/** One line per change, for a log or a pipe. */
record Lines(PrintWriter out) implements Screen {

    @Override
    public void changed(NodeSnapshot node) {
        say(ChangeLine.of(node));
    }

    @Override
    public void say(String words) {
        out.println(words);
        out.flush();
    }

    @Override
    public void refresh(Supplier<StatusDocument> status) {}
}
