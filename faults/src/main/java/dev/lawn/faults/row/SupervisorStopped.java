package dev.lawn.faults.row;

import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.measure.Sight;
import dev.lawn.faults.measure.Trial;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.proc.Signal;
import dev.lawn.faults.world.RealWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The supervisor stands still and goes on, as on a host that swaps: nobody is restarted. */
record SupervisorStopped(Duration lasts) implements Experiment {

    private static final Duration AFTER = Duration.ofSeconds(20);
    private static final Duration BACK = Duration.ofSeconds(10);

    @Override
    public Measured run(Bench bench) throws IOException, InterruptedException {
        RealWorld world = bench.shared();
        Trial trial = new Trial(world);
        if (!trial.control(bench.phase())) {
            return trial.judged(null, null, List.of());
        }
        int runsBefore = world.census().incarnations();
        trial.injected();
        world.lawn().signal(Signal.STOP);
        try {
            Watch.pause(lasts);
        } finally {
            world.lawn().signal(Signal.CONT);
        }
        long start = Watch.now();
        boolean back = trial.watch().until(BACK, Sight::allEarn);
        Duration took = Duration.ofNanos(Watch.now() - start);
        if (!back) {
            trial.broken("not all connected within " + Trial.text(BACK));
        }
        trial.watch().during(AFTER);
        int restarts = world.census().incarnations() - runsBefore;
        if (restarts > 0) {
            trial.broken("G8: %d restarts of nodes that were well".formatted(restarts));
        }
        return trial.judged(null, took, trial.timeline(world.nodes().getFirst()).shown());
    }
}
