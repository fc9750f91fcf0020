package dev.lawn.faults.row;

import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.measure.Trial;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.proc.Signal;
import dev.lawn.faults.world.ScriptedWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A worker that never reads its stdin: Lawn still ends in time. */
record NeverReads(String script) implements Experiment {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration OUT = Duration.ofSeconds(15);
    private static final Duration RUNNING = Duration.ofSeconds(10);

    @Override
    public Measured run(Bench bench) throws IOException, InterruptedException {
        List<String> scripts = List.of("good", "good", script);
        try (ScriptedWorld world = ScriptedWorld.of(bench.installation(), bench.user(), scripts)) {
            Trial trial = new Trial(world);
            String offender = world.nodes().getLast();
            world.up();
            List<String> good = world.nodes().subList(0, 2);
            if (!trial.watch().until(PATIENCE, s -> good.stream().allMatch(s::earnsAndSaysSo))) {
                trial.broken("control: the good nodes are not connected");
            }
            var _ = trial.rememberNow();
            trial.injected();
            trial.watch().during(RUNNING);
            if (world.census().incarnations(offender) != 1) {
                trial.broken("control: the offender did not stay as it was");
            }
            good.forEach(node -> trial.undisturbed(node, trial.injectedAt(), "G8: "));
            long start = Watch.now();
            world.lawn().signal(Signal.TERM);
            boolean out = world.lawn().ends(OUT);
            Duration took = Duration.ofNanos(Watch.now() - start);
            if (!out) {
                trial.broken("G18: still there %s after TERM".formatted(Trial.text(OUT)));
            }
            trial.nothingLeft();
            return trial.judged(took, null, trial.timeline(offender).shown());
        }
    }
}
