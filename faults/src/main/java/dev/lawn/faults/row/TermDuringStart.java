package dev.lawn.faults.row;

import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.measure.Trial;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.proc.Signal;
import dev.lawn.faults.world.RealWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** TERM at a random moment while nodes start: out in time, and nothing left. */
record TermDuringStart(int times) implements Experiment {

    private static final Duration LONGEST_START = Duration.ofSeconds(10);
    private static final Duration OUT = Duration.ofSeconds(15);

    @Override
    public Measured run(Bench bench) throws IOException, InterruptedException {
        try (RealWorld world = RealWorld.create(bench.installation(), 2, bench.user())) {
            Trial trial = new Trial(world);
            Duration longest = Duration.ZERO;
            for (int i = 0; i < times; i++) {
                Duration took = once(world, trial, bench.upTo(LONGEST_START));
                longest = took.compareTo(longest) > 0 ? took : longest;
            }
            return trial.judged(longest, null, List.of());
        }
    }

    private static Duration once(RealWorld world, Trial trial, Duration moment)
            throws IOException, InterruptedException {
        world.up();
        trial.watch().during(moment);
        long start = Watch.now();
        world.lawn().signal(Signal.TERM);
        boolean out = world.lawn().ends(OUT);
        Duration took = Duration.ofNanos(Watch.now() - start);
        if (!out) {
            trial.broken("G18: TERM after %s, still there after %s".formatted(moment, OUT));
        }
        trial.nothingLeft();
        world.lawn().close();
        return took;
    }
}
