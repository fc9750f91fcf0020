package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.preflight.Finding;
import dev.lawn.supervisor.preflight.Level;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** Findings for people: a line for each, and below it what is needed and what mends it. */
final class FindingsTable {

    private static final String INDENT = " ".repeat(2);

    private final Ansi colours;

    /**
     * @param colours whether the reader is a terminal
     */
    FindingsTable(Ansi colours) {
        this.colours = colours;
    }

    String of(int nodes, List<Finding> findings) {
        int width = findings.stream().mapToInt(f -> f.check().length()).max().orElse(0);
        String lines = findings.stream().map(f -> row(f, width)).collect(Collectors.joining("\n"));
        return lines + "\n\n" + verdict(nodes, findings);
    }

    private String row(Finding finding, int width) {
        String head =
                "%s %s%s%s"
                        .formatted(
                                level(finding.level()),
                                finding.check(),
                                " ".repeat(width - finding.check().length()) + INDENT,
                                finding.found());
        String below = "\n" + " ".repeat(longestLevel() + 1 + width) + INDENT;
        return head + line(below, "needed: ", finding.needed()) + line(below, "→ ", finding.mend());
    }

    private static String line(String below, String sign, @Nullable String words) {
        return words == null ? "" : below + sign + words;
    }

    private String level(Level level) {
        String style =
                switch (level) {
                    case OK -> "green";
                    case WARNING -> "yellow";
                    case ERROR -> "red";
                };
        String padding = " ".repeat(longestLevel() - level.label().length());
        return colours.string("@|%s %s|@".formatted(style, level.label())) + padding;
    }

    private static int longestLevel() {
        return Level.WARNING.label().length();
    }

    private static String verdict(int nodes, List<Finding> findings) {
        long errors = count(findings, Level.ERROR);
        long warnings = count(findings, Level.WARNING);
        String whom = nodes == 1 ? "for 1 node" : "for %d nodes".formatted(nodes);
        return errors == 0 && warnings == 0
                ? "fine " + whom
                : "%s: %d %s, %d %s"
                        .formatted(
                                whom,
                                errors,
                                errors == 1 ? "error" : "errors",
                                warnings,
                                warnings == 1 ? "warning" : "warnings");
    }

    private static long count(List<Finding> findings, Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }
}
