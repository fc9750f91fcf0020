package dev.lawn.faults.row;

import dev.lawn.faults.measure.Bounds;
import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.measure.Sight;
import dev.lawn.faults.measure.Timeline;
import dev.lawn.faults.measure.Trial;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.world.RealWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A fault on one node beside others that must not notice.
 *
 * @param mayEarnOn whether it need not be noticed as long as the node never stops earning
 * @param reasons one of these must be shown meanwhile; empty where any will do
 */
record OnOneNode(NodeFault fault, Bounds bounds, Set<String> reasons, boolean mayEarnOn)
        implements Experiment {

    private static final Duration SLACK = Duration.ofSeconds(45);
    private static final Duration CANDIDATES = Duration.ofMinutes(1);
    private static final Duration UNNOTICED = Duration.ofSeconds(20);

    OnOneNode {
        reasons = Set.copyOf(reasons);
    }

    @Override
    public Measured run(Bench bench) throws IOException, InterruptedException {
        RealWorld world = bench.shared();
        return run(world, bench.any(candidates(world)), bench.phase());
    }

    /** Those that have what is to be hit: a spare renderer comes and goes. */
    private List<String> candidates(RealWorld world) throws IOException, InterruptedException {
        long deadline = Watch.now() + CANDIDATES.toNanos();
        List<String> found = fault.candidates(world);
        while (found.isEmpty() && Watch.now() - deadline < 0) {
            Watch.pause(Duration.ofSeconds(1));
            found = fault.candidates(world);
        }
        return found.isEmpty() ? world.nodes() : found;
    }

    /** The same on this very node, with a control of this length. */
    Measured run(RealWorld world, String node, Duration control)
            throws IOException, InterruptedException {
        Trial trial = new Trial(world);
        if (!trial.control(control)) {
            return trial.judged(null, null, List.of());
        }
        trial.injected();
        NodeFault.Healing healing = fault.inject(world, node);
        try {
            trial.watch().during(fault.lasts());
            if (!fault.lasts().isZero()) {
                healing.heal();
            }
            return watched(trial, node);
        } finally {
            healing.heal();
        }
    }

    private Measured watched(Trial trial, String node) throws IOException, InterruptedException {
        long healedAt = fault.lasts().isZero() ? trial.injectedAt() : Watch.now();
        boolean _ =
                trial.watch()
                        .until(
                                bounds.detection().plus(bounds.recovery()).plus(SLACK),
                                sight -> isOver(trial, node, healedAt, sight));
        trial.noLeftovers();
        trial.othersUndisturbed(node);
        if (mayEarnOn && earnedOn(trial.timeline(node))) {
            return trial.judged(null, null, trial.timeline(node).shown());
        }
        return reasonChecked(trial, trial.judged(node, bounds, healedAt));
    }

    private static boolean earnedOn(Timeline seen) {
        // A status that was not answered says nothing of the node.
        return seen.sights().stream()
                .filter(sight -> sight.status() != null)
                .allMatch(sight -> sight.earnsAndSaysSo(seen.node()));
    }

    /** Back after a detection, or not noticed long after it should have been. */
    private boolean isOver(Trial trial, String node, long healedAt, Sight now) {
        Timeline seen = trial.timeline(node);
        if (seen.detection().isEmpty()) {
            Duration since = Duration.ofNanos(now.nanos() - trial.injectedAt());
            return since.compareTo(bounds.detection().plus(fault.lasts()).plus(UNNOTICED)) > 0;
        }
        return now.earnsAndSaysSo(node) && seen.recovery(healedAt).isPresent();
    }

    private Measured reasonChecked(Trial trial, Measured measured) {
        Optional<String> shown =
                measured.shown().stream()
                        .filter(word -> reasons.stream().anyMatch(word::endsWith))
                        .findFirst();
        if (!reasons.isEmpty() && shown.isEmpty()) {
            trial.broken("none of the reasons %s was shown".formatted(reasons));
            return trial.judged(measured.detection(), measured.recovery(), measured.shown());
        }
        return measured;
    }
}
