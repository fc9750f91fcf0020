package dev.lawn.supervisor.process.contain;

import java.util.List;
import java.util.stream.Stream;

/** Command lines around command lines. */
final class Words {

    private Words() {}

    /** Puts words before those of a builder. */
    static ProcessBuilder wrap(List<String> before, ProcessBuilder builder) {
        return builder.command(Stream.concat(before.stream(), builder.command().stream()).toList());
    }
}
