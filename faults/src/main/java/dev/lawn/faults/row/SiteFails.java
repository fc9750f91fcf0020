package dev.lawn.faults.row;

import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.measure.Sight;
import dev.lawn.faults.measure.Timeline;
import dev.lawn.faults.measure.Trial;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.world.RealWorld;
import dev.lawn.simulator.service.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The service itself fails for every node at once while they are connected.
 *
 * @param mostRestarts of all nodes together: a browser cannot mend a service
 * @param recovery from the end of the fault until all nodes earn
 */
record SiteFails(Fault fault, Duration lasts, int mostRestarts, Duration recovery)
        implements Experiment {

    private static final Set<Fault> DROPS = Set.of(Fault.DROP_SOCKETS, Fault.REFUSE_SOCKETS);
    private static final Duration DROPPED = Duration.ofSeconds(5);
    private static final Duration LIE = Duration.ofSeconds(20);
    private static final Duration SLACK = Duration.ofMinutes(1);

    @Override
    public Measured run(Bench bench) throws IOException, InterruptedException {
        RealWorld world = bench.shared();
        Trial trial = new Trial(world);
        if (!trial.control(bench.phase())) {
            return trial.judged(null, null, List.of());
        }
        int runsBefore = world.census().incarnations();
        Set<String> sockets = world.sockets();
        trial.injected();
        world.simulator().set(fault);
        try {
            if (DROPS.contains(fault)) {
                dropped(world, trial, sockets);
            }
            trial.watch().during(lasts);
        } finally {
            world.simulator().set(Fault.NONE);
        }
        long healedAt = Watch.now();
        boolean _ = trial.watch().until(recovery.plus(SLACK), Sight::allEarn);
        Duration took = Duration.ofNanos(Watch.now() - healedAt);
        trial.noLeftovers();
        int restarts = world.census().incarnations() - runsBefore;
        if (restarts > mostRestarts) {
            trial.broken("G6: %d restarts, bound %d".formatted(restarts, mostRestarts));
        }
        if (took.compareTo(recovery) > 0) {
            trial.broken("back after %s, bound %s".formatted(Trial.text(took), recovery));
        }
        world.nodes().forEach(node -> lied(trial, node));
        Timeline first = trial.timeline(world.nodes().getFirst());
        Optional<Duration> detection = first.detection();
        return trial.judged(detection.orElse(null), took, first.shown());
    }

    /** The oracle says that the fault was real: not one of the sockets there were is left. */
    private static void dropped(RealWorld world, Trial trial, Set<String> before)
            throws IOException, InterruptedException {
        boolean gone =
                trial.watch().until(DROPPED, _ -> Collections.disjoint(before, world.sockets()));
        trial.figure("%d sockets dropped".formatted(before.size()));
        if (!gone || before.isEmpty()) {
            trial.broken("control: the sockets did not go");
        }
    }

    private static void lied(Trial trial, String node) {
        Duration lie = trial.timeline(node).longestLie();
        if (lie.compareTo(LIE) > 0) {
            trial.broken("G14: %s said connected for %s".formatted(node, Trial.text(lie)));
        }
    }
}
