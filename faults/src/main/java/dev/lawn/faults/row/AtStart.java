package dev.lawn.faults.row;

import dev.lawn.faults.lawn.Status;
import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.measure.Sight;
import dev.lawn.faults.measure.Timeline;
import dev.lawn.faults.measure.Trial;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.world.RealWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node with a fresh profile starts into a fault.
 *
 * @param hindrance what is wrong from before the start
 * @param reasons one of these must be shown
 * @param shownWithin from the start of Lawn
 * @param recovery from the end of the fault until the node earns; null where it cannot end
 */
record AtStart(
        Hindrance hindrance, Set<String> reasons, Duration shownWithin, @Nullable Duration recovery)
        implements Experiment {

    private static final Duration SLACK = Duration.ofMinutes(1);

    AtStart {
        reasons = Set.copyOf(reasons);
    }

    /** Something that is wrong, and can be switched off again. */
    interface Hindrance {
        void set(RealWorld world, boolean on) throws IOException;
    }

    @Override
    public Measured run(Bench bench) throws IOException, InterruptedException {
        try (RealWorld world = RealWorld.create(bench.installation(), 1, bench.user())) {
            String node = world.nodes().getFirst();
            Trial trial = new Trial(world);
            hindrance.set(world, true);
            trial.injected();
            world.up();
            boolean shown = trial.watch().until(shownWithin.plus(SLACK), this::shows);
            Duration detection = Duration.ofNanos(Watch.now() - trial.injectedAt());
            if (!shown) {
                trial.broken("none of the reasons %s was shown".formatted(reasons));
            } else if (detection.compareTo(shownWithin) > 0) {
                trial.broken("shown after " + Trial.text(detection));
            }
            Optional<Duration> back = recovered(world, trial, node);
            trial.noLeftovers();
            lied(trial, node);
            return trial.judged(
                    shown ? detection : null, back.orElse(null), trial.timeline(node).shown());
        }
    }

    private boolean shows(Sight sight) {
        Status status = sight.status();
        return status != null
                && status.nodes().stream()
                        .map(Status.Node::reason)
                        .anyMatch(reason -> reason != null && reasons.contains(reason));
    }

    private Optional<Duration> recovered(RealWorld world, Trial trial, String node)
            throws IOException, InterruptedException {
        if (recovery == null) {
            return Optional.empty();
        }
        hindrance.set(world, false);
        long healedAt = Watch.now();
        boolean back =
                trial.watch().until(recovery.plus(SLACK), sight -> sight.earnsAndSaysSo(node));
        Duration took = Duration.ofNanos(Watch.now() - healedAt);
        if (!back) {
            trial.broken("not back");
        } else if (took.compareTo(recovery) > 0) {
            trial.broken("back after %s, bound %s".formatted(Trial.text(took), recovery));
        }
        return back ? Optional.of(took) : Optional.empty();
    }

    private static void lied(Trial trial, String node) {
        Timeline seen = trial.timeline(node);
        if (seen.longestLie().compareTo(Duration.ofSeconds(1)) > 0) {
            trial.broken("G14: said connected for %s".formatted(Trial.text(seen.longestLie())));
        }
    }
}
