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
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One fault from its control to its verdict. The control comes first: while nothing is injected
 * nothing may change, or what is seen later proves nothing.
 */
public final class Trial {

    private static final Duration SETTLE = Duration.ofMinutes(2);

    /** G4. */
    private static final Duration LEFTOVERS = Duration.ofSeconds(5);

    private static final Duration LEFTOVERS_EVERY = Duration.ofMillis(50);

    /** Polling itself: a sight may be this much late. */
    private static final Duration BLUR = Duration.ofMillis(300);

    /** One look may get lost, or be late. */
    private static final Duration ANSWERS = Duration.ofSeconds(3);

    private final World world;
    private final Watch watch;
    private final List<String> broken = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();
    private final Map<String, Status.Node> before = new HashMap<>();
    private final Map<String, Set<String>> pillars = new HashMap<>();
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
        world.nodes().forEach(node -> pillars.put(node, pillars(node)));
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

    /** G8: the other nodes saw nothing of it: as the status says, as /proc and the oracle do. */
    public void othersUndisturbed(String node) {
        world.nodes().stream()
                .filter(other -> !other.equals(node))
                .forEach(other -> undisturbed(other, injectedAt, "G8: "));
        unanswered();
    }

    /** G8: Lawn itself goes on answering. */
    private void unanswered() {
        Duration gap = watch.longestSilence(injectedAt);
        if (gap.compareTo(ANSWERS) > 0) {
            figure("no status for " + text(gap));
            broken("G8: status was not answered for " + text(gap));
        }
    }

    /** This node was not disturbed since then. */
    public void undisturbed(String node, long since, String prefix) {
        Status.Node was = before.get(node);
        if (was == null) {
            return;
        }
        Timeline seen = new Timeline(node, since, watch.since(since));
        seen.disturbances(was).forEach(each -> broken(prefix + each));
        Duration idle = seen.longestIdle();
        if (idle.compareTo(ANSWERS) > 0) {
            broken("%s%s did not earn for %s".formatted(prefix, node, text(idle)));
        }
        Set<String> gone = new TreeSet<>(pillars.getOrDefault(node, Set.of()));
        gone.removeAll(pillars(node));
        if (!gone.isEmpty()) {
            broken("%s%s lost %s".formatted(prefix, node, String.join(", ", gone)));
        }
    }

    /** What a node stands on, by processes that no other can be taken for. */
    private Set<String> pillars(String node) {
        Set<String> found = new TreeSet<>();
        for (Member each : world.census().latest()) {
            each.role()
                    .filter(role -> each.node().equals(node) && !each.zombie() && role.isPillar())
                    .ifPresent(
                            role ->
                                    found.add(
                                            "%s %d of tick %d"
                                                    .formatted(
                                                            role.word(),
                                                            each.pid(),
                                                            each.process().startTicks())));
        }
        return found;
    }

    /**
     * G4, G5: what is left of ended runs after a while, and whether there ever were two at once.
     */
    public void noLeftovers() throws IOException, InterruptedException {
        watch.during(LEFTOVERS);
        List<Member> left = new ArrayList<>();
        for (String node : world.nodes()) {
            left.addAll(world.census().leftovers(node));
        }
        tell(left, zombies());
        sandboxed();
        world.census().twins().forEach(each -> broken("G5: " + each));
    }

    /** A plain user's browsers run in their sandbox, or it was root's run under another name. */
    private void sandboxed() {
        world.census().latest().stream()
                .filter(each -> world.workspace().user() != null)
                .filter(each -> each.process().command().toString().contains("--no-sandbox"))
                .findFirst()
                .ifPresent(each -> broken("a browser without its sandbox: " + each));
    }

    /** Zombies that were there all this time, whoever should have reaped them. */
    private List<Member> zombies() throws IOException {
        Set<Long> early = watch.zombies(Watch.now() - LEFTOVERS.toNanos());
        return world.census().take().stream()
                .filter(Member::zombie)
                .filter(each -> early.contains(each.pid()))
                .toList();
    }

    /** G4: nothing at all is left, within what G4 allows; and how long that took. */
    public void nothingLeft() throws IOException {
        figure("nothing left after " + text(nobodyLeft()));
    }

    /** The same, without a figure. */
    public Duration nobodyLeft() throws IOException {
        long start = Watch.now();
        List<Member> left = stillThere(start);
        Duration took = Duration.ofNanos(Watch.now() - start);
        tell(left, List.of());
        world.census().twins().forEach(each -> broken("G5: " + each));
        return took;
    }

    /** Waits until nobody is left; who is, by a look that began later than G4 allows. */
    private List<Member> stillThere(long start) throws IOException {
        while (true) {
            long looked = Watch.now();
            List<Member> left = world.census().take();
            if (left.isEmpty() || looked - start > LEFTOVERS.toNanos()) {
                return left;
            }
            Watch.pause(LEFTOVERS_EVERY);
        }
    }

    private void tell(List<Member> left, List<Member> zombies) {
        List<Member> dead = new ArrayList<>(zombies);
        left.stream().filter(each -> each.zombie() && !dead.contains(each)).forEach(dead::add);
        List<Member> live = left.stream().filter(each -> !each.zombie()).toList();
        if (!dead.isEmpty()) {
            broken("G4: %d zombies: %s".formatted(dead.size(), dead));
        }
        if (!live.isEmpty()) {
            broken("G4: %d orphans: %s".formatted(live.size(), live));
        }
        Census.end(live);
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
