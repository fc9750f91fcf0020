package dev.lawn.faults.row;

import dev.lawn.faults.lawn.Status;
import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.measure.Sight;
import dev.lawn.faults.measure.Trial;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.proc.Role;
import dev.lawn.faults.proc.Signal;
import dev.lawn.faults.world.RealWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * kill -9 of the supervisor: all it started is gone soon, and the next one starts each node once
 * and goes on counting.
 *
 * @param stopped whether one worker was stopped before: it cannot see the end of its stdin
 */
record SupervisorKilled(boolean stopped) implements Experiment {

    private static final Duration BACK = Duration.ofMinutes(1);

    @Override
    public Measured run(Bench bench) throws IOException, InterruptedException {
        RealWorld world = bench.shared();
        Trial trial = new Trial(world);
        haveSomethingToCount(world, trial);
        if (!trial.control(bench.phase())) {
            return trial.judged(null, null, List.of());
        }
        if (stopped) {
            hit(world, bench.any(world.nodes()), Signal.STOP);
        }
        world.census().take();
        trial.injected();
        world.lawn().signal(Signal.KILL);
        Duration gone = trial.nobodyLeft();
        return again(world, trial, gone);
    }

    /** Counters that are zero show nothing: one node is started again before. */
    private static void haveSomethingToCount(RealWorld world, Trial trial)
            throws IOException, InterruptedException {
        boolean _ = trial.watch().until(BACK, Sight::allEarn);
        Sight now = trial.watch().look();
        String node = world.nodes().getFirst();
        if (restarts(now, node) == 0) {
            hit(world, node, Signal.KILL);
            boolean _ = trial.watch().until(BACK, sight -> restarts(sight, node) > 0);
        }
    }

    private static long restarts(Sight sight, String node) {
        return sight.node(node).map(Status.Node::restarts).orElse(0L);
    }

    private static void hit(RealWorld world, String node, Signal signal)
            throws IOException, InterruptedException {
        NodeFault.Healing _ = new NodeFault.Signalled(signal, Role.WORKER).inject(world, node);
    }

    private static Measured again(RealWorld world, Trial trial, Duration gone)
            throws IOException, InterruptedException {
        int runsBefore = world.census().incarnations();
        long start = Watch.now();
        world.up();
        boolean answered = trial.watch().until(BACK, sight -> sight.status() != null);
        if (!answered) {
            trial.broken("no status within " + Trial.text(BACK));
        } else {
            counted(trial);
        }
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
        return trial.judged(gone, took, List.of());
    }

    /** Before anything earns again, which would make up for what was forgotten. */
    private static void counted(Trial trial) throws IOException, InterruptedException {
        Status status = trial.watch().look().status();
        if (status != null) {
            trial.figure(
                    "%d restarts remembered"
                            .formatted(
                                    status.nodes().stream()
                                            .mapToLong(Status.Node::restarts)
                                            .sum()));
            status.nodes().forEach(node -> counted(trial, node));
        }
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
