package dev.lawn.supervisor.config;

import java.util.Optional;

/**
 * The file a value stands in.
 *
 * @param file its name as the operator gave it
 * @param report where its problems go
 * @param substitution what is done to every text before it is used
 */
record Source(String file, Report report, Substitution substitution) {

    /** Turns a text as written into the text that is meant. */
    @FunctionalInterface
    interface Substitution {

        /** Takes every text as it is written. */
        Substitution NONE = (at, text) -> Optional.of(text);

        /** The text that is meant; empty after a problem was reported {@code at} its place. */
        Optional<String> apply(Cursor at, String text);
    }

    void problem(int line, String path, String message) {
        report.problem(new Problem(file, line, path, message));
    }

    void warning(int line, String path, String message) {
        report.warning(new Problem(file, line, path, message));
    }
}
