package dev.lawn.faults.row;

import dev.lawn.faults.lawn.Status;
import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.measure.Sight;
import dev.lawn.faults.measure.Trial;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.proc.Member;
import dev.lawn.faults.proc.Role;
import dev.lawn.faults.proc.Signal;
import dev.lawn.faults.proc.Usage;
import dev.lawn.faults.world.ScriptedWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Many nodes lose all their proxies for minutes, and get them back. */
record Storm(int nodes, int startsAtOnce) implements Experiment {

    private static final Duration FIRST_START = Duration.ofMinutes(15);
    private static final Duration STEADY = Duration.ofMinutes(1);
    private static final Duration BACK = Duration.ofMinutes(10);
    private static final Duration OUT = Duration.ofSeconds(15);
    private static final int EVERY_NTH = 4;
    private static final long MOST_RSS = 256L * 1024 * 1024;
    private static final double MOST_CORES = 0.2;

    @Override
    public Measured run(Bench bench) throws IOException, InterruptedException {
        bench.endShared();
        try (ScriptedWorld world =
                ScriptedWorld.behindProxies(
                        bench.installation(), bench.user(), nodes, startsAtOnce)) {
            Trial trial = new Trial(world);
            long begin = Watch.now();
            world.up();
            trial.injected();
            boolean allEarn = trial.watch().until(FIRST_START, Sight::allEarn);
            trial.figure("first start of all " + Trial.text(Duration.ofNanos(Watch.now() - begin)));
            if (!allEarn) {
                trial.broken("control: not all earned within " + FIRST_START);
                return trial.judged(null, null, List.of());
            }
            steady(world, trial);
            Outage outage = outage(bench, world, trial);
            startsBounded(trial, begin);
            out(world, trial);
            return trial.judged(outage.seen(), outage.back(), List.of());
        }
    }

    /**
     * @param seen until the status said that something is wrong; null where it never did
     * @param back from the end of the outage until all earned; null where that never came
     */
    private record Outage(@Nullable Duration seen, @Nullable Duration back) {}

    private static void steady(ScriptedWorld world, Trial trial) throws IOException {
        long pid = world.lawn().pid();
        Usage before = Usage.of(pid);
        long start = Watch.now();
        // Not watched: a judge that asks ten times a second is no steady state.
        Watch.pause(STEADY);
        Usage after = Usage.of(pid);
        double cores = (double) after.cpu().minus(before.cpu()).toNanos() / (Watch.now() - start);
        trial.figure("RSS %d MiB".formatted(after.rssBytes() >> 20));
        trial.figure("%.3f cores".formatted(cores));
        if (after.rssBytes() > MOST_RSS) {
            trial.broken("G17: RSS " + (after.rssBytes() >> 20) + " MiB");
        }
        if (cores > MOST_CORES) {
            trial.broken("G17: %.3f cores".formatted(cores));
        }
    }

    private static Outage outage(Bench bench, ScriptedWorld world, Trial trial)
            throws IOException, InterruptedException {
        trial.injected();
        world.setProxies(false);
        boolean seen = trial.watch().until(Duration.ofMinutes(1), s -> !allConnected(s));
        Duration detection = Duration.ofNanos(Watch.now() - trial.injectedAt());
        Duration half = bench.storm().dividedBy(2);
        trial.watch().during(half);
        int before = world.census().incarnations();
        int killed = killSome(world);
        trial.watch().during(half);
        int healed = world.census().incarnations();
        trial.figure("%d killed and %d starts in the outage".formatted(killed, healed - before));
        if (healed > before) {
            trial.broken("G6: %d starts behind dead proxies".formatted(healed - before));
        }
        world.setProxies(true);
        long healedAt = Watch.now();
        boolean back = trial.watch().until(BACK, Sight::allEarn);
        Duration took = Duration.ofNanos(Watch.now() - healedAt);
        trial.figure("%d starts after healing".formatted(world.census().incarnations() - healed));
        if (!back) {
            trial.broken("G6: not all back within " + BACK);
        }
        return new Outage(seen ? detection : null, back ? took : null);
    }

    private static boolean allConnected(Sight sight) {
        Status status = sight.status();
        return status != null && status.allConnected();
    }

    /**
     * Real workers stay up without a proxy; those that die must not be started behind a dead one.
     */
    private static int killSome(ScriptedWorld world) throws IOException, InterruptedException {
        int killed = 0;
        for (int i = 0; i < world.nodes().size(); i += EVERY_NTH) {
            Optional<Member> worker = world.census().find(world.nodes().get(i), Role.WORKER);
            if (worker.isPresent()) {
                Signal.KILL.send(worker.get().pid());
                killed++;
            }
        }
        return killed;
    }

    private void startsBounded(Trial trial, long begin) {
        long most =
                trial.watch().since(begin).stream()
                        .map(Sight::status)
                        .mapToLong(status -> status == null ? 0 : status.count("starting"))
                        .max()
                        .orElse(0);
        trial.figure("at most %d starting at once".formatted(most));
        if (most > startsAtOnce) {
            trial.broken("G6: %d starts at once, bound %d".formatted(most, startsAtOnce));
        }
    }

    private static void out(ScriptedWorld world, Trial trial)
            throws IOException, InterruptedException {
        long start = Watch.now();
        world.lawn().signal(Signal.TERM);
        boolean out = world.lawn().ends(OUT);
        trial.figure("out in " + Trial.text(Duration.ofNanos(Watch.now() - start)));
        if (!out) {
            trial.broken("G18: still there %s after TERM".formatted(Trial.text(OUT)));
        }
        trial.nothingLeft();
    }
}
