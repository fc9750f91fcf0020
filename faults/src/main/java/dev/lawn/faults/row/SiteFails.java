package dev.lawn.faults.row;

import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.measure.Sight;
import dev.lawn.faults.measure.Timeline;
import dev.lawn.faults.measure.Trial;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.world.RealWorld;
import dev.lawn.simulator.service.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The service itself fails for every node at once while they are connected.
 *
 * @param mostRestarts of all nodes together: a browser cannot mend a service
 * @param recovery from the end of the fault until all nodes earn
 */
record SiteFails(Fault fault, Duration lasts, int mostRestarts, Duration recovery)
        implements Experiment {

    private static final Duration SLACK = Duration.ofMinutes(1);

    @Override
    public Measured run(Bench bench) throws IOException, InterruptedException {
        RealWorld world = bench.shared();
        Trial trial = new Trial(world);
        if (!trial.control(bench.phase())) {
            return trial.judged(null, null, List.of());
        }
        int runsBefore = world.census().incarnations();
        trial.injected();
        world.simulator().set(fault);
        try {
            trial.watch().during(lasts);
        } finally {
            world.simulator().set(Fault.NONE);
        }
        long healedAt = Watch.now();
        boolean _ = trial.watch().until(recovery.plus(SLACK), Sight::allEarn);
        Duration took = Duration.ofNanos(Watch.now() - healedAt);
        trial.noLeftovers();
        int restarts = world.census().incarnations() - runsBefore;
        if (restarts > mostRestarts) {
            trial.broken("G6: %d restarts, bound %d".formatted(restarts, mostRestarts));
        }
        if (took.compareTo(recovery) > 0) {
            trial.broken("back after %s, bound %s".formatted(Trial.text(took), recovery));
        }
        Timeline first = trial.timeline(world.nodes().getFirst());
        Optional<Duration> detection = first.detection();
        return trial.judged(detection.orElse(null), took, first.shown());
    }
}
