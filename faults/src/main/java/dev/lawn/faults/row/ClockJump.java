package dev.lawn.faults.row;

import dev.lawn.faults.lawn.WallClock;
import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.measure.Sight;
import dev.lawn.faults.measure.Trial;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.world.ScriptedWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The supervisor's wall clock is set a day ahead, two days back, and right again: nobody is
 * restarted, and who waits for a person goes on waiting.
 */
record ClockJump() implements Experiment {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A connection that was kept open may be closed over the jump: the next one answers. */
    private static final Duration ANSWERS = Duration.ofSeconds(5);

    private static final Duration AFTERWARDS = Duration.ofSeconds(15);
    private static final List<Duration> OFFSETS =
            List.of(Duration.ofDays(1), Duration.ofDays(-1), Duration.ZERO);

    @Override
    public Measured run(Bench bench) throws IOException, InterruptedException {
        List<String> scripts = List.of("good", "good", "half-lines");
        try (ScriptedWorld world = ScriptedWorld.of(bench.installation(), bench.user(), scripts)) {
            WallClock clock = world.ownClock();
            Trial trial = new Trial(world);
            world.up();
            List<String> good = world.nodes().subList(0, 2);
            String offender = world.nodes().getLast();
            boolean begun =
                    trial.watch()
                            .until(
                                    PATIENCE,
                                    s ->
                                            good.stream().allMatch(s::earnsAndSaysSo)
                                                    && isQuarantined(s, offender));
            if (!begun) {
                trial.broken("control: two connected, one in quarantine: did not come about");
                return trial.judged(null, null, List.of());
            }
            var _ = trial.rememberNow();
            int starts = world.census().incarnations();
            trial.injected();
            for (Duration offset : OFFSETS) {
                clock.set(offset);
                trial.watch().during(AFTERWARDS);
                control(world, trial, good, offset);
                judge(world, trial, good, offender, starts);
            }
            return trial.judged(null, null, trial.timeline(good.getFirst()).shown());
        }
    }

    /** Lawn's own times tell that it lives by that clock. */
    private static void control(
            ScriptedWorld world, Trial trial, List<String> good, Duration offset)
            throws InterruptedException {
        long deadline = Watch.now() + ANSWERS.toNanos();
        Duration ahead = ahead(world, good);
        while (!isAbout(offset, ahead) && Watch.now() - deadline < 0) {
            Watch.pause(Duration.ofMillis(500));
            ahead = ahead(world, good);
        }
        if (!isAbout(offset, ahead)) {
            trial.broken("control: set %s ahead, but Lawn is %s".formatted(offset, ahead));
        }
    }

    private static boolean isAbout(Duration offset, Duration ahead) {
        return ahead.minus(offset).abs().compareTo(AFTERWARDS) <= 0;
    }

    private static Duration ahead(ScriptedWorld world, List<String> good)
            throws InterruptedException {
        return Beats.of(world.lawn(), good, Duration.ofDays(365)).oldest().negated();
    }

    private static void judge(
            ScriptedWorld world, Trial trial, List<String> good, String offender, int starts)
            throws IOException, InterruptedException {
        good.forEach(node -> trial.undisturbed(node, trial.injectedAt(), "G8: "));
        if (world.census().incarnations() != starts) {
            trial.broken(
                    "G6: %d starts after a jump".formatted(world.census().incarnations() - starts));
        }
        if (!trial.watch().until(ANSWERS, sight -> isQuarantined(sight, offender))) {
            trial.broken("G11: the quarantine ended");
        }
    }

    private static boolean isQuarantined(Sight sight, String node) {
        return sight.node(node).filter(each -> each.state().equals("quarantined")).isPresent();
    }
}
