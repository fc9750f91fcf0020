package dev.lawn.faults.report;

import dev.lawn.faults.measure.Measured;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** G3 over all rows of a run together: half of it can be told of no single row. */
public final class Recoveries {

    /** G3: 95 of 100 faults. */
    private static final Duration P95 = Duration.ofSeconds(30);

    private static final double SHARE = 0.95;

    /** Of fewer, the 95th percentile is the largest, and that has a bound of its own. */
    private static final long ENOUGH = 20;

    private static final String PROMISE = "G3";

    private final Spread spread;
    private final long never;

    public Recoveries(List<Verdict> verdicts) {
        List<Measured> runs =
                verdicts.stream()
                        .filter(verdict -> verdict.row().promises().contains(PROMISE))
                        .flatMap(verdict -> verdict.runs().stream())
                        .toList();
        this.spread =
                new Spread(
                        runs.stream()
                                .map(Measured::recovery)
                                .filter(Objects::nonNull)
                                .map(Objects::requireNonNull)
                                .toList());
        // A row without a recovery to measure is none that never came back.
        this.never =
                runs.stream()
                        .filter(run -> run.recovery() == null && !run.broken().isEmpty())
                        .count();
    }

    /** Whether it holds; true where there were too few to tell. */
    public boolean held() {
        return isFew() || isWithin();
    }

    private boolean isFew() {
        return spread.size() + never < ENOUGH;
    }

    private boolean isWithin() {
        // The 95th percentile of all, those that never came back being the longest.
        long rank = (long) Math.ceil(SHARE * (spread.size() + never));
        return rank <= spread.size()
                && spread.at((double) rank / spread.size()).compareTo(P95) <= 0;
    }

    /** One sentence. */
    public String line() {
        if (spread.size() == 0) {
            return "G3: no recovery was measured.";
        }
        return "G3 over all rows that recover: p50 %s, p95 %s (bound %s), longest %s, n %d%s: %s."
                .formatted(
                        Spread.seconds(spread.at(0.5)),
                        Spread.seconds(spread.at(SHARE)),
                        Spread.seconds(P95),
                        Spread.seconds(spread.at(1)),
                        spread.size(),
                        never == 0 ? "" : ", never back " + never,
                        isFew() ? "too few to judge" : isWithin() ? "holds" : "FAILS");
    }
}
