package dev.lawn.faults.row;

import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.measure.Sight;
import dev.lawn.faults.measure.Trial;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.world.RealWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A profile is damaged between two runs; the next run must come to earn on it all the same.
 *
 * @param damage what happens to the profile's folder
 */
record Profiled(Damage damage, Duration back) implements Experiment {

    private static final Duration FIRST_START = Duration.ofSeconds(90);
    private static final Duration SLACK = Duration.ofMinutes(2);

    /** What happens to a profile. */
    interface Damage {
        void strike(Path profile) throws IOException;
    }

    @Override
    public Measured run(Bench bench) throws IOException, InterruptedException {
        try (RealWorld world = RealWorld.create(bench.installation(), 1, bench.user())) {
            Trial trial = new Trial(world);
            String node = world.nodes().getFirst();
            world.up();
            if (!trial.watch().until(FIRST_START, Sight::allEarn)) {
                trial.broken("control: the node did not earn before the fault");
                trial.injected();
                return trial.judged(null, null, trial.timeline(node).shown());
            }
            world.lawn().close();
            Path profile = world.workspace().node(node).resolve("profile");
            damage.strike(profile);
            trial.injected();
            world.up();
            boolean earns = trial.watch().until(back.plus(SLACK), Sight::allEarn);
            Duration took = Duration.ofNanos(Watch.now() - trial.injectedAt());
            if (!earns) {
                trial.broken("not back");
            } else if (took.compareTo(back) > 0) {
                trial.broken("back after " + Trial.text(took));
            }
            trial.noLeftovers();
            return trial.judged(null, earns ? took : null, trial.timeline(node).shown());
        }
    }
}
