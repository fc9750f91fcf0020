package dev.lawn.faults.row;

import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.measure.Sight;
import dev.lawn.faults.measure.Trial;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.world.RealWorld;
import dev.lawn.faults.world.SmallDisk;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The disk is full when a node wants to start: refused at once, for the true reason. */
record FullDisk(Duration refusedWithin, Duration back) implements Experiment {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Override
    public Measured run(Bench bench) throws IOException, InterruptedException {
        try (RealWorld world = RealWorld.create(bench.installation(), 1, bench.user())) {
            Trial trial = new Trial(world);
            if (!System.getProperty("user.name").equals("root")) {
                trial.figure("not run: to mount a small disk needs root");
                return trial.judged(null, null, List.of());
            }
            SmallDisk disk = world.onSmallDisk();
            String node = world.nodes().getFirst();
            world.up();
            if (!trial.watch().until(PATIENCE, Sight::allEarn)) {
                trial.broken("control: the node did not earn before the fault");
                trial.injected();
                return trial.judged(null, null, trial.timeline(node).shown());
            }
            world.lawn().ask(node, "stop");
            boolean _ = trial.watch().until(PATIENCE, sight -> says(sight, node, "stopped"));
            disk.fill();
            trial.injected();
            world.lawn().ask(node, "start");
            Duration refused = refused(trial, node);
            disk.free();
            long healedAt = Watch.now();
            boolean earns = trial.watch().until(back.plus(PATIENCE), Sight::allEarn);
            Duration took = Duration.ofNanos(Watch.now() - healedAt);
            if (!earns || took.compareTo(back) > 0) {
                trial.broken("G3: back after %s, bound %s".formatted(Trial.text(took), back));
            }
            List<String> shown = trial.timeline(node).shown();
            return trial.judged(refused, earns ? took : null, shown);
        }
    }

    private Duration refused(Trial trial, String node) throws IOException, InterruptedException {
        boolean shown = trial.watch().until(PATIENCE, sight -> says(sight, node, ":disk_full"));
        Duration took = Duration.ofNanos(Watch.now() - trial.injectedAt());
        if (!shown) {
            trial.broken("G12: disk_full was not shown within " + Trial.text(PATIENCE));
        } else if (took.compareTo(refusedWithin) > 0) {
            trial.broken("G12: refused after " + Trial.text(took));
        }
        return took;
    }

    private static boolean says(Sight sight, String node, String end) {
        return sight.node(node).filter(n -> n.verdict().contains(end)).isPresent();
    }
}
