package dev.lawn.faults.row;

import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.measure.Trial;
import dev.lawn.faults.world.RealWorld;
import java.io.IOException;
import java.time.Duration;

/** A fault that mends itself: nothing may be done about it. */
record Unnoticed(NodeFault fault) implements Experiment {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(25);

    @Override
    public Measured run(Bench bench) throws IOException, InterruptedException {
        RealWorld world = bench.shared();
        String node = bench.any(world.nodes());
        Trial trial = new Trial(world);
        if (trial.control(bench.phase())) {
            trial.injected();
            fault.inject(world, node);
            trial.watch().during(LONG_ENOUGH);
            world.nodes().forEach(each -> trial.undisturbed(each, trial.injectedAt(), "G8: "));
            if (!trial.watch().look().allEarn()) {
                trial.broken("not every node earns any more");
            }
            trial.noLeftovers();
        }
        return trial.judged(null, null, trial.timeline(node).shown());
    }
}
