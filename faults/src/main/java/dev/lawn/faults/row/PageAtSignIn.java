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
import dev.lawn.simulator.service.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The renderer of the sign-in page fails while the page is needed: a node with a fresh profile is
 * on a page that loads and does not end, so that no form was submitted yet.
 *
 * @param reason that must be shown, unless it earns again before that
 * @param shownWithin from the signal
 * @param back from the signal until the node earns
 */
record PageAtSignIn(Signal signal, String reason, Duration shownWithin, Duration back)
        implements Experiment {

    private static final Duration OPENED = Duration.ofMinutes(1);
    private static final Duration SLACK = Duration.ofMinutes(1);

    @Override
    public Measured run(Bench bench) throws IOException, InterruptedException {
        try (RealWorld world = RealWorld.create(bench.installation(), 1, bench.user())) {
            String node = world.nodes().getFirst();
            Trial trial = new Trial(world);
            world.simulator().set(Fault.ENDLESS_LOAD);
            world.up();
            if (!trial.watch().until(OPENED, sight -> isOnPage(world, sight, node))) {
                trial.broken("control: the sign-in page was not asked for");
                return trial.judged(null, null, List.of());
            }
            // The page has begun: its renderer has it now.
            trial.watch().during(Duration.ofSeconds(2));
            trial.injected();
            strike(world, node);
            world.simulator().set(Fault.NONE);
            @Nullable Duration seen = shown(trial, node);
            boolean earns = trial.watch().until(back.plus(SLACK), s -> s.earnsAndSaysSo(node));
            Duration took = Duration.ofNanos(Watch.now() - trial.injectedAt());
            if (!earns) {
                trial.broken("not back");
            } else if (took.compareTo(back) > 0) {
                trial.broken("back after " + Trial.text(took));
            }
            trial.noLeftovers();
            return trial.judged(seen, earns ? took : null, trial.timeline(node).shown());
        }
    }

    private static boolean isOnPage(RealWorld world, Sight sight, String node) {
        return world.simulator().stats().pagesServed() > 0
                && sight.node(node).filter(n -> n.state().equals("signing_in")).isPresent();
    }

    /** The youngest is the page's: what is chromedriver's own came up with the browser. */
    private void strike(RealWorld world, String node) throws IOException, InterruptedException {
        Member page =
                world.census()
                        .find(node, Role.PAGE)
                        .orElseThrow(() -> new IOException(node + " has no renderer of pages"));
        signal.send(page.pid());
    }

    /**
     * When the reason was shown; null where the node earned before anyone could see it: a new tab
     * is there within a tenth of a second.
     */
    private @Nullable Duration shown(Trial trial, String node)
            throws IOException, InterruptedException {
        boolean ended =
                trial.watch()
                        .until(
                                shownWithin.plus(SLACK),
                                s -> shows(s, node) || s.earnsAndSaysSo(node));
        Duration took = Duration.ofNanos(Watch.now() - trial.injectedAt());
        boolean shown = trial.timeline(node).shown().stream().anyMatch(s -> s.endsWith(reason));
        if (!ended) {
            trial.broken(reason + " was not shown");
        } else if (shown && took.compareTo(shownWithin) > 0) {
            trial.broken("shown after " + Trial.text(took));
        }
        return shown ? took : null;
    }

    private boolean shows(Sight sight, String node) {
        return sight.node(node).map(Status.Node::reason).filter(reason::equals).isPresent();
    }
}
