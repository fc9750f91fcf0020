package dev.lawn.faults.row;

import dev.lawn.faults.lawn.Status;
import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.measure.Sight;
import dev.lawn.faults.measure.Trial;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.proc.Member;
import dev.lawn.faults.proc.Role;
import dev.lawn.faults.proc.Signal;
import dev.lawn.faults.world.RealWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * kill -9 of the supervisor: all it started is gone soon, and the next one starts each node once
 * and goes on counting.
 *
 * @param stopped whether one worker was stopped before: it cannot see the end of its stdin
 */
record SupervisorKilled(boolean stopped) implements Experiment {

    private static final Duration GONE = Duration.ofSeconds(5);
    private static final Duration BACK = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    @Override
    public Measured run(Bench bench) throws IOException, InterruptedException {
        RealWorld world = bench.shared();
        Trial trial = new Trial(world);
        if (!trial.control(bench.phase())) {
            return trial.judged(null, null, List.of());
        }
        if (stopped) {
            Optional<Member> worker = world.census().find(bench.any(world.nodes()), Role.WORKER);
            Signal.STOP.send(worker.orElseThrow(() -> new IOException("no worker")).pid());
        }
        world.census().take();
        trial.injected();
        world.lawn().signal(Signal.KILL);
        Duration gone = gone(world);
        if (gone.compareTo(GONE) > 0) {
            trial.broken(
                    "G4: after %s these are left: %s"
                            .formatted(Trial.text(GONE), world.census().take()));
        }
        return again(world, trial, gone);
    }

    private static Duration gone(RealWorld world) throws IOException {
        long start = Watch.now();
        while (!world.census().take().isEmpty() && Watch.now() - start < GONE.toNanos()) {
            Watch.pause(LOOK_EVERY);
        }
        // One look past the bound tells those that are late.
        return world.census().take().isEmpty()
                ? Duration.ofNanos(Watch.now() - start)
                : GONE.plusSeconds(1);
    }

    private static Measured again(RealWorld world, Trial trial, Duration gone)
            throws IOException, InterruptedException {
        int runsBefore = world.census().incarnations();
        long start = Watch.now();
        world.up();
        boolean back = trial.watch().until(BACK.multipliedBy(2), Sight::allEarn);
        Duration took = Duration.ofNanos(Watch.now() - start);
        if (!back || took.compareTo(BACK) > 0) {
            trial.broken("G3: not all back within " + Trial.text(BACK));
        }
        trial.noLeftovers();
        int starts = world.census().incarnations() - runsBefore;
        if (starts != world.nodes().size()) {
            trial.broken("G5: %d starts of %d nodes".formatted(starts, world.nodes().size()));
        }
        Status status = trial.watch().look().status();
        if (status != null) {
            status.nodes().forEach(node -> counted(trial, node));
        }
        return trial.judged(gone, took, List.of());
    }

    private static void counted(Trial trial, Status.Node now) {
        Status.Node before = trial.before(now.name());
        if (now.restarts() < before.restarts() || now.trafficBytes() < before.trafficBytes()) {
            trial.broken(
                    "G11: %s counted %d restarts and %d bytes, now %d and %d"
                            .formatted(
                                    now.name(),
                                    before.restarts(),
                                    before.trafficBytes(),
                                    now.restarts(),
                                    now.trafficBytes()));
        }
    }
}
