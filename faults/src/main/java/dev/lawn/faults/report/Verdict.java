package dev.lawn.faults.report;

import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.row.Row;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
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
        return row.isCoveredElsewhere() ? "elsewhere" : held() ? "holds" : "FAILS";
    }

    /** What was not kept, each once. */
    public List<String> broken() {
        return runs.stream().flatMap(run -> run.broken().stream()).distinct().toList();
    }

    /** What the status said, of the first run. */
    public String shown() {
        return runs.isEmpty() ? "" : String.join(" ", runs.getFirst().shown());
    }

    public String detection() {
        return figures(Measured::detection);
    }

    public String recovery() {
        return figures(Measured::recovery);
    }

    /** One figure as it is; of several the median and the largest. */
    private String figures(Function<Measured, @Nullable Duration> figure) {
        List<Duration> all =
                runs.stream()
                        .map(run -> Optional.ofNullable(figure.apply(run)))
                        .flatMap(Optional::stream)
                        .sorted()
                        .toList();
        if (all.isEmpty()) {
            return "–";
        }
        String largest = seconds(Objects.requireNonNull(all.getLast()));
        return all.size() == 1
                ? largest
                : "%s … %s".formatted(seconds(all.get((all.size() - 1) / 2)), largest);
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }
}
