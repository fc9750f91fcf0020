package dev.lawn.faults.row;

import dev.lawn.faults.measure.Measured;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the matrix.
 *
 * @param name for {@code --only}
 * @param promises which of design's promises it measures: G1, G2 …
 * @param bound what must hold, for people
 * @param experiment null where a test inside Lawn covers it, which {@code bound} names
 */
public record Row(
        String name, List<String> promises, String bound, @Nullable Experiment experiment) {

    public Row {
        promises = List.copyOf(promises);
    }

    /** A fault that cannot be injected from outside. */
    static Row coveredBy(String name, List<String> promises, String test) {
        return new Row(name, promises, "covered by " + test, null);
    }

    public boolean isCoveredElsewhere() {
        return experiment == null;
    }

    /** Runs it once; what the experiment itself could not do is a broken promise, too. */
    public Measured run(Bench bench) throws InterruptedException {
        if (experiment == null) {
            return new Measured(null, null, List.of(), List.of(), List.of());
        }
        try {
            return experiment.run(bench);
        } catch (IOException | RuntimeException e) {
            return new Measured(
                    null, null, List.of(), List.of(), List.of("the experiment failed: " + e));
        }
    }
}
