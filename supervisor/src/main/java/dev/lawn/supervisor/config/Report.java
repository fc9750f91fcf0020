package dev.lawn.supervisor.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what the readers find, over all files of one load. */
final class Report {

    private final List<String> files = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    /** Makes {@code file} known: its problems stand after those of the files opened before. */
    void open(String file) {
        files.add(file);
    }

    void problem(Problem problem) {
        problems.add(problem);
    }

    void warning(Problem warning) {
        warnings.add(warning);
    }

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    List<Problem> problems() {
        return sorted(problems);
    }

    List<Problem> warnings() {
        return sorted(warnings);
    }

    /** A reader walks by meaning; the operator walks the file from top to bottom. */
    private List<Problem> sorted(List<Problem> found) {
        return found.stream()
                .sorted(
                        Comparator.comparingInt((Problem p) -> files.indexOf(p.file()))
                                .thenComparingInt(Report::lineOrEnd))
                .toList();
    }

    private static int lineOrEnd(Problem problem) {
        return problem.line() > 0 ? problem.line() : Integer.MAX_VALUE;
    }
}
