package dev.lawn.faults.measure;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One fault and what came of it.
 *
 * @param detection null where the status never said anything
 * @param recovery null where the node never came back in the time it was watched
 * @param shown what the status said meanwhile, in order
 * @param figures whatever else was measured, in words
 * @param broken every promise that was not kept, in words; empty where all were
 */
public record Measured(
        @Nullable Duration detection,
        @Nullable Duration recovery,
        List<String> shown,
        List<String> figures,
        List<String> broken) {

    public Measured {
        shown = List.copyOf(shown);
        figures = List.copyOf(figures);
        broken = List.copyOf(broken);
    }
}
