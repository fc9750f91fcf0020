package dev.lawn.faults.row;

import dev.lawn.faults.measure.Bounds;
import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.measure.Sight;
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
 * @param reasons one of these must be shown meanwhile; empty where any will do
 */
record OnOneNode(NodeFault fault, Bounds bounds, Set<String> reasons) implements Experiment {

    private static final Duration SLACK = Duration.ofSeconds(45);

    OnOneNode {
        reasons = Set.copyOf(reasons);
    }

    @Override
    public Measured run(Bench bench) throws IOException, InterruptedException {
        RealWorld world = bench.shared();
        return run(world, bench.any(world.nodes()), bench.phase());
    }

    /** The same on this very node, with a control of this length. */
    Measured run(RealWorld world, String node, Duration control)
            throws IOException, InterruptedException {
        Trial trial = new Trial(world);
        if (!trial.control(control)) {
            return trial.judged(null, null, List.of());
        }
        trial.injected();
        fault.inject(world, node);
        long healedAt = healed(trial, world, node);
        boolean _ =
                trial.watch()
                        .until(
                                bounds.detection().plus(bounds.recovery()).plus(SLACK),
                                sight -> isOver(trial, node, healedAt, sight));
        trial.noLeftovers();
        trial.othersUndisturbed(node);
        Measured measured = trial.judged(node, bounds, healedAt);
        return reasonChecked(trial, measured);
    }

    private long healed(Trial trial, RealWorld world, String node)
            throws IOException, InterruptedException {
        if (fault.lasts().isZero()) {
            return trial.injectedAt();
        }
        try {
            trial.watch().during(fault.lasts());
        } finally {
            fault.heal(world, node);
        }
        return Watch.now();
    }

    /** Back after a detection; a fault that nobody has noticed so far may still be noticed. */
    private boolean isOver(Trial trial, String node, long healedAt, Sight now) {
        return now.earnsAndSaysSo(node)
                && trial.timeline(node).detection().isPresent()
                && trial.timeline(node).recovery(healedAt).isPresent();
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
