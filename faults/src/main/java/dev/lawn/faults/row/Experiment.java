package dev.lawn.faults.row;

import dev.lawn.faults.measure.Measured;
import java.io.IOException;

/** What a row does, each time it is run. */
@FunctionalInterface
interface Experiment {

    /**
     * Injects, watches, heals.
     *
     * @throws IOException where the experiment itself failed: that says nothing about Lawn
     */
    Measured run(Bench bench) throws IOException, InterruptedException;
}
