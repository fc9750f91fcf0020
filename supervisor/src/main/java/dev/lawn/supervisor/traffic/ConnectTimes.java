package dev.lawn.supervisor.traffic;

import dev.lawn.common.protocol.WorkerMessage;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How long it took until connections to far hosts were ready.
 *
 * @param counts how many were within each of {@link #bounds()} and above the one before, and how
 *     many took longer than the last
 * @param sumSeconds of them all
 */
public record ConnectTimes(List<Long> counts, double sumSeconds) {

    /** Nobody connected yet. */
    public static final ConnectTimes NONE =
            new ConnectTimes(Collections.nCopies(bounds().size() + 1, 0L), 0);

    /** Longer than all a node waits for in its life. */
    private static final double MOST_SECONDS = 1e12;

    /**
     * @throws IllegalArgumentException where it counts by other bounds, or less than nothing
     */
    public ConnectTimes {
        counts = List.copyOf(counts);
        if (counts.size() != bounds().size() + 1) {
            throw new IllegalArgumentException("other bounds");
        }
        Counts.check(counts.stream().mapToLong(Long::longValue).toArray());
        if (!Double.isFinite(sumSeconds) || sumSeconds < 0) {
            throw new IllegalArgumentException("no sum");
        }
    }

    /** The upper bounds in seconds, as on the wire. */
    public static List<Double> bounds() {
        return WorkerMessage.ConnectTimes.BOUNDS_SECONDS;
    }

    /** What a worker said; nothing where it counts by other bounds. */
    static ConnectTimes of(WorkerMessage.ConnectTimes said) {
        return said.counts().size() == bounds().size() + 1
                ? new ConnectTimes(
                        said.counts().stream().map(Counts::of).toList(),
                        Math.clamp(said.sumSeconds(), 0, MOST_SECONDS))
                : NONE;
    }

    ConnectTimes plus(ConnectTimes more) {
        return new ConnectTimes(
                IntStream.range(0, counts.size())
                        .mapToObj(i -> Counts.sum(counts.get(i), more.counts.get(i)))
                        .toList(),
                sumSeconds + more.sumSeconds);
    }
}
