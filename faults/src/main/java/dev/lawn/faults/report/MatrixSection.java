package dev.lawn.faults.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One user's matrix as it stands in the document: a line for each row, why it failed, and the runs
 * that lines come from. A run replaces the lines of the rows that it ran, and no others.
 */
final class MatrixSection {

    private static final String HEAD =
            """
            | row | promises | must hold | n | seen after | back after | figures | shown | verdict | run |
            |---|---|---|---|---|---|---|---|---|---|
            """;

    private static final String ROW = "| `";
    private static final String FAILED = "- `";
    private static final String RUN = "- run ";

    private final Map<String, String> rows = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();
    private final Map<String, String> runs = new LinkedHashMap<>();

    /** Reads what an earlier run wrote; empty for none. */
    static MatrixSection parse(String text) {
        MatrixSection section = new MatrixSection();
        for (String line : text.lines().toList()) {
            if (line.startsWith(ROW)) {
                section.rows.put(name(line, ROW), line);
            } else if (line.startsWith(FAILED)) {
                section.failures.put(name(line, FAILED), line);
            } else if (line.startsWith(RUN)) {
                section.runs.put(line.substring(RUN.length()).split(": ", 2)[0], line);
            }
        }
        return section;
    }

    private static String name(String line, String prefix) {
        return line.substring(prefix.length()).split("`", 2)[0];
    }

    /** Takes what a run found. */
    void put(RunInfo run, String told, List<Verdict> verdicts) {
        runs.put(run.id(), RUN + run.id() + ": " + told);
        verdicts.forEach(verdict -> put(run, verdict));
    }

    private void put(RunInfo run, Verdict verdict) {
        String name = verdict.row().name();
        rows.put(name, line(run, verdict));
        failures.remove(name);
        if (!verdict.held()) {
            failures.put(name, FAILED + name + "`: " + cell(String.join("; ", verdict.broken())));
        }
    }

    private static String line(RunInfo run, Verdict verdict) {
        return "| `%s` | %s | %s | %s | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        verdict.row().name(),
                        String.join(" ", verdict.row().promises()),
                        verdict.row().bound(),
                        verdict.runs().isEmpty() ? "–" : verdict.runs().size(),
                        verdict.detection(),
                        verdict.recovery(),
                        cell(verdict.figures()),
                        cell(verdict.shown()),
                        verdict.word(),
                        run.id());
    }

    /** Without what ends a cell or a line. */
    private static String cell(String text) {
        return text.isEmpty() ? "–" : text.replace('|', '/').replace('\n', ' ');
    }

    /** The text below the heading. */
    String text() {
        List<String> parts = new ArrayList<>();
        parts.add(HEAD + String.join("\n", rows.values()));
        if (!failures.isEmpty()) {
            parts.add("What did not hold:\n\n" + String.join("\n", failures.values()));
        }
        List<String> inUse =
                runs.entrySet().stream()
                        .filter(run -> rows.values().stream().anyMatch(r -> isOf(r, run.getKey())))
                        .map(Map.Entry::getValue)
                        .toList();
        parts.add("The runs:\n\n" + String.join("\n", inUse));
        return String.join("\n\n", parts) + "\n";
    }

    private static boolean isOf(String row, String run) {
        return row.endsWith("| " + run + " |");
    }
}
