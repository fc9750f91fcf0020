package dev.lawn.faults.row;

import dev.lawn.faults.measure.Measured;
import java.io.IOException;
import java.util.List;

/**
 * One line of the matrix.
 *
 * @param name for {@code --only}
 * @param promises which of design's promises it measures: G1, G2 …
 * @param bound what must hold, for people
 */
public record Row(String name, List<String> promises, String bound, Experiment experiment) {

    public Row {
        promises = List.copyOf(promises);
    }

    /** Runs it once; what the experiment itself could not do is a broken promise, too. */
    public Measured run(Bench bench) throws InterruptedException {
        try {
            return experiment.run(bench);
        } catch (IOException | RuntimeException e) {
            return new Measured(
                    null, null, List.of(), List.of(), List.of("the experiment failed: " + e));
        }
    }
}
