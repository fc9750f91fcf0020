package dev.lawn.faults.row;

import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.measure.Sight;
import dev.lawn.faults.measure.Trial;
import dev.lawn.faults.proc.Signal;
import dev.lawn.faults.world.RealWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Lawn ends again and again at random moments, by TERM or by kill -9, and starts again on the same
 * profiles: nobody signs in a second time.
 */
record KeptSessions(int restarts) implements Experiment {

    private static final int NODES = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LONGEST_RUN = Duration.ofSeconds(10);
    private static final Duration OUT = Duration.ofSeconds(15);

    @Override
    public Measured run(Bench bench) throws IOException, InterruptedException {
        bench.endShared();
        try (RealWorld world = RealWorld.create(bench.installation(), NODES, bench.user())) {
            Trial trial = new Trial(world);
            world.up();
            if (!trial.watch().until(PATIENCE, Sight::allEarn)) {
                trial.broken("control: not every node earned");
                return trial.judged(null, null, List.of());
            }
            int before = signIns(world);
            if (before != NODES) {
                trial.broken("control: %d sign-ins of %d fresh profiles".formatted(before, NODES));
            }
            trial.injected();
            int killed = 0;
            for (int i = 0; i < restarts; i++) {
                Signal signal = bench.any(List.of(Signal.KILL, Signal.TERM));
                killed += signal == Signal.KILL ? 1 : 0;
                restart(world, trial, signal, bench.upTo(LONGEST_RUN));
            }
            trial.figure("%d restarts, %d of them by kill -9".formatted(restarts, killed));
            if (!trial.watch().until(PATIENCE, Sight::allEarn)) {
                trial.broken("not every node earns in the end");
            }
            int after = signIns(world) - before;
            trial.figure(after + " new sign-ins");
            if (after > 0) {
                trial.broken("G7: %d new sign-ins".formatted(after));
            }
            return trial.judged(null, null, List.of());
        }
    }

    private static int signIns(RealWorld world) {
        return world.simulator().stats().signInAttempts().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static void restart(RealWorld world, Trial trial, Signal signal, Duration run)
            throws IOException, InterruptedException {
        trial.watch().during(run);
        world.lawn().signal(signal);
        if (!world.lawn().ends(OUT)) {
            trial.broken("G18: still there %s after %s".formatted(Trial.text(OUT), signal));
        }
        Duration _ = trial.nobodyLeft();
        world.lawn().close();
        world.up();
    }
}
