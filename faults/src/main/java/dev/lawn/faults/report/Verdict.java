package dev.lawn.faults.report;

import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.row.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row and every measurement of it. */
public record Verdict(Row row, List<Measured> runs) {

    public Verdict {
        runs = List.copyOf(runs);
    }

    /** Whether every promise was kept in every run. */
    public boolean held() {
        return runs.stream().allMatch(run -> run.broken().isEmpty());
    }

    /** One word. */
    public String word() {
        return held() ? "holds" : "FAILS";
    }

    /** What was not kept, each once. */
    public List<String> broken() {
        return runs.stream().flatMap(run -> run.broken().stream()).distinct().toList();
    }

    /** What the status said; each different course of several runs. */
    public String shown() {
        return each(run -> String.join(" ", run.shown()));
    }

    /** What else was measured, of each run. */
    public String figures() {
        return each(run -> String.join(", ", run.figures()));
    }

    private String each(Function<Measured, String> words) {
        return runs.stream()
                .map(words)
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining(" · "));
    }

    public String detection() {
        return spread(Measured::detection);
    }

    public String recovery() {
        return spread(Measured::recovery);
    }

    private String spread(Function<Measured, @Nullable Duration> figure) {
        return new Spread(
                        runs.stream()
                                .map(run -> Optional.ofNullable(figure.apply(run)))
                                .flatMap(Optional::stream)
                                .toList())
                .text();
    }
}
