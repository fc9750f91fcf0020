package dev.lawn.faults.measure;

import dev.lawn.faults.lawn.Status;
import dev.lawn.faults.proc.Census;
import dev.lawn.faults.proc.Member;
import dev.lawn.faults.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One fault from its control to its verdict. The control comes first: while nothing is injected
 * nothing may change, or what is seen later proves nothing.
 */
public final class Trial {

    private static final Duration SETTLE = Duration.ofMinutes(2);

    /** G4. */
    private static final Duration LEFTOVERS = Duration.ofSeconds(5);

    /** Polling itself: a sight may be this much late. */
    private static final Duration BLUR = Duration.ofMillis(300);

    private final World world;
    private final Watch watch;
    private final List<String> broken = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();
    private final Map<String, Status.Node> before = new HashMap<>();
    private long injectedAt;

    public Trial(World world) {
        this.world = world;
        this.watch = new Watch(world);
    }

    public Watch watch() {
        return watch;
    }

    /** Notes a promise that was not kept. */
    public void broken(String what) {
        broken.add(what);
    }

    /** Notes a figure that is neither a detection nor a recovery. */
    public void figure(String what) {
        figures.add(what);
    }

    /** All nodes earn, and nothing changes for so long; whether that was so. */
    public boolean control(Duration length) throws IOException, InterruptedException {
        if (!watch.until(SETTLE, Sight::allEarn)) {
            broken("control: not every node earned within " + SETTLE.toSeconds() + " s");
            return false;
        }
        remember(watch.look());
        long start = Watch.now();
        watch.during(length);
        world.nodes().forEach(node -> undisturbed(node, start, "control: "));
        remember(watch.look());
        return broken.isEmpty();
    }

    /** Takes the nodes as they are now for undisturbed. */
    public Sight rememberNow() throws IOException, InterruptedException {
        Sight now = watch.look();
        remember(now);
        return now;
    }

    private void remember(Sight sight) {
        Status status = sight.status();
        if (status != null) {
            status.nodes().forEach(node -> before.put(node.name(), node));
        }
    }

    /** What was so of a node before the fault. */
    public Status.Node before(String node) {
        return Objects.requireNonNull(before.get(node), node);
    }

    /** The fault is in from now on. */
    public void injected() {
        injectedAt = Watch.now();
    }

    public long injectedAt() {
        return injectedAt;
    }

    /** What was seen of a node since the injection. */
    public Timeline timeline(String node) {
        return new Timeline(node, injectedAt, watch.since(injectedAt));
    }

    /** G8: the other nodes saw nothing of it. */
    public void othersUndisturbed(String node) {
        world.nodes().stream()
                .filter(other -> !other.equals(node))
                .forEach(other -> undisturbed(other, injectedAt, "G8: "));
    }

    /** This node was not disturbed since then. */
    public void undisturbed(String node, long since, String prefix) {
        Status.Node was = before.get(node);
        if (was != null) {
            new Timeline(node, since, watch.since(since))
                    .disturbances(was)
                    .forEach(each -> broken(prefix + each));
        }
    }

    /** G4: what is left of ended runs now, or of all of them. */
    public void noLeftovers() throws IOException, InterruptedException {
        watch.during(LEFTOVERS);
        for (String node : world.nodes()) {
            tell(world.census().leftovers(node));
        }
    }

    /** G4: nothing at all is left now. */
    public void nothingLeft() throws IOException {
        tell(world.census().take());
    }

    private void tell(List<Member> left) {
        long zombies = left.stream().filter(Member::zombie).count();
        if (zombies > 0) {
            broken("G4: %d zombies: %s".formatted(zombies, left));
        } else if (!left.isEmpty()) {
            broken("G4: %d orphans: %s".formatted(left.size(), left));
        }
        Census.end(left);
    }

    /**
     * What a fault on this node came to.
     *
     * @param healedAt when a fault that lasts was over; the injection for one that does not
     */
    public Measured judged(String node, Bounds bounds, long healedAt) {
        Timeline seen = timeline(node);
        late("not detected", "detected", seen.detection().orElse(null), bounds.detection());
        late("not back", "back", seen.recovery(healedAt).orElse(null), bounds.recovery());
        if (seen.longestLie().compareTo(bounds.detection().plus(BLUR)) > 0) {
            broken(
                    "G14: said connected for %s while it was not"
                            .formatted(text(seen.longestLie())));
        }
        return new Measured(
                seen.detection().orElse(null),
                seen.recovery(healedAt).orElse(null),
                seen.shown(),
                figures,
                broken);
    }

    private void late(String never, String what, @Nullable Duration took, Duration bound) {
        if (took == null) {
            broken(never);
        } else if (took.compareTo(bound.plus(BLUR)) > 0) {
            broken("%s after %s, bound %s".formatted(what, text(took), text(bound)));
        }
    }

    /** The same without times: for what has none, or times of its own. */
    public Measured judged(
            @Nullable Duration detection, @Nullable Duration recovery, List<String> shown) {
        return new Measured(detection, recovery, shown, figures, broken);
    }

    /** Seconds with one digit. */
    public static String text(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }
}
