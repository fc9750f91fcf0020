package dev.lawn.faults.row;

import dev.lawn.faults.lawn.Status;
import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.measure.Sight;
import dev.lawn.faults.measure.Trial;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.proc.Signal;
import dev.lawn.faults.proc.Usage;
import dev.lawn.faults.world.ScriptedWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many nodes lose all their proxies for minutes, and get them back. */
record Storm(int nodes, int startsAtOnce) implements Experiment {

    private static final Duration FIRST_START = Duration.ofMinutes(15);
    private static final Duration STEADY = Duration.ofMinutes(1);
    private static final Duration BACK = Duration.ofMinutes(10);
    private static final Duration OUT = Duration.ofSeconds(15);
    private static final long MOST_RSS = 256L * 1024 * 1024;
    private static final double MOST_CORES = 0.2;

    @Override
    public Measured run(Bench bench) throws IOException, InterruptedException {
        bench.endShared();
        try (ScriptedWorld world =
                ScriptedWorld.behindProxies(
                        bench.installation(), bench.user(), nodes, startsAtOnce)) {
            Trial trial = new Trial(world);
            List<String> figures = new ArrayList<>();
            world.up();
            trial.injected();
            if (!trial.watch().until(FIRST_START, Storm::allConnected)) {
                trial.broken("control: not all connected within " + FIRST_START);
                return trial.judged(null, null, shown(trial));
            }
            steady(world, trial, figures);
            Measured measured = outage(bench, world, trial, figures);
            startsBounded(trial, figures);
            out(world, trial, figures);
            return trial.judged(measured.detection(), measured.recovery(), figures);
        }
    }

    private static boolean allConnected(Sight sight) {
        Status status = sight.status();
        return status != null && status.allConnected();
    }

    private static List<String> shown(Trial trial) {
        Status status = trial.watch().since(trial.injectedAt()).getLast().status();
        return status == null
                ? List.of("no status")
                : List.of("%d connected".formatted(status.count("connected")));
    }

    private static void steady(ScriptedWorld world, Trial trial, List<String> figures)
            throws IOException {
        long pid = world.lawn().pid();
        Usage before = Usage.of(pid);
        long start = Watch.now();
        // Not watched: a judge that asks ten times a second is no steady state.
        Watch.pause(STEADY);
        Usage after = Usage.of(pid);
        double cores = (double) after.cpu().minus(before.cpu()).toNanos() / (Watch.now() - start);
        figures.add("RSS %d MiB".formatted(after.rssBytes() >> 20));
        figures.add("%.3f cores".formatted(cores));
        if (after.rssBytes() > MOST_RSS) {
            trial.broken("G17: RSS " + (after.rssBytes() >> 20) + " MiB");
        }
        if (cores > MOST_CORES) {
            trial.broken("G17: %.3f cores".formatted(cores));
        }
    }

    private static Measured outage(
            Bench bench, ScriptedWorld world, Trial trial, List<String> figures)
            throws IOException, InterruptedException {
        trial.injected();
        world.setProxies(false);
        boolean seen = trial.watch().until(Duration.ofMinutes(1), s -> !allConnected(s));
        Duration detection = Duration.ofNanos(Watch.now() - trial.injectedAt());
        trial.watch().during(bench.storm());
        int runs = world.census().incarnations();
        world.setProxies(true);
        long healedAt = Watch.now();
        boolean back = trial.watch().until(BACK, Storm::allConnected);
        Duration took = Duration.ofNanos(Watch.now() - healedAt);
        figures.add("%d starts in all until healed".formatted(runs));
        if (!back) {
            trial.broken("G6: not all back within " + BACK);
        }
        return trial.judged(seen ? detection : null, back ? took : null, figures);
    }

    private void startsBounded(Trial trial, List<String> figures) {
        long most =
                trial.watch().since(trial.injectedAt()).stream()
                        .map(Sight::status)
                        .mapToLong(status -> status == null ? 0 : status.count("starting"))
                        .max()
                        .orElse(0);
        figures.add("%d starting at once".formatted(most));
        if (most > startsAtOnce) {
            trial.broken("G6: %d starts at once, bound %d".formatted(most, startsAtOnce));
        }
    }

    private static void out(ScriptedWorld world, Trial trial, List<String> figures)
            throws IOException, InterruptedException {
        long start = Watch.now();
        world.lawn().signal(Signal.TERM);
        boolean out = world.lawn().ends(OUT);
        figures.add("out in " + Trial.text(Duration.ofNanos(Watch.now() - start)));
        if (!out) {
            trial.broken("G18: still there %s after TERM".formatted(Trial.text(OUT)));
        }
        trial.nothingLeft();
    }
}
