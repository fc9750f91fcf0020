package dev.lawn.faults.soak;

import dev.lawn.faults.measure.Bounds;
import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.measure.Sight;
import dev.lawn.faults.measure.Trial;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.row.Bench;
import dev.lawn.faults.row.NodeFault;
import dev.lawn.faults.world.RealWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** One random fault after the other on random nodes, for as long as it takes to see what grows. */
public final class Soak {

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration FIRST_START = Duration.ofMinutes(2);
    private static final Duration RECOVERED = Duration.ofMinutes(1);
    private static final Bounds BOUNDS = new Bounds(Duration.ofSeconds(25), RECOVERED);

    /** A fault that is never noticed must not end the soak. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(90);

    private static final double SHARE = 0.99;

    private final Bench bench;
    private final Consumer<String> out;
    private final Growth growth = new Growth();
    private final List<Duration> recoveries = new ArrayList<>();
    private final List<Long> injections = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private int faults;
    private int recovered;
    private int skipped;

    public Soak(Bench bench, Consumer<String> out) {
        this.bench = bench;
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @throws IOException where the nodes never earned to begin with
     */
    public void run(Duration time) throws IOException, InterruptedException {
        RealWorld world = bench.shared();
        Watch first = new Watch(world);
        if (!first.until(FIRST_START, Sight::allEarn)) {
            throw new IOException("not every node earned within " + FIRST_START);
        }
        bench.noteContainment();
        long end = Watch.now() + time.toNanos();
        while (Watch.now() - end < 0) {
            long next = Watch.now() + EVERY.toNanos();
            once(world);
            Watch.pause(Duration.ofNanos(Math.max(0, next - Watch.now())));
        }
        measureGrowth(world, new Watch(world).look());
    }

    private void once(RealWorld world) throws IOException, InterruptedException {
        Trial trial = new Trial(world);
        Sight now = trial.rememberNow();
        measureGrowth(world, now);
        List<String> earning = world.nodes().stream().filter(now::earnsAndSaysSo).toList();
        if (earning.isEmpty()) {
            skip();
            return;
        }
        String node = bench.any(earning);
        NodeFault fault = bench.any(NodeFault.recoverable());
        Watch.pause(bench.upTo(Duration.ofSeconds(2)));
        trial.injected();
        NodeFault.Healing healing;
        try {
            healing = fault.inject(world, node);
        } catch (IOException e) {
            tell(node, fault, unhit(e));
            return;
        }
        boolean _ = trial.watch().until(GIVEN_UP, _ -> isOver(trial, node));
        trial.noLeftovers();
        trial.othersUndisturbed(node);
        tell(node, fault, trial.judged(node, BOUNDS, trial.injectedAt()));
        healing.heal();
    }

    private static boolean isOver(Trial trial, String node) {
        return trial.timeline(node).detection().isPresent()
                && trial.timeline(node).recovery(trial.injectedAt()).isPresent();
    }

    /** A node that says connected and has no such process has not recovered from something. */
    private static Measured unhit(IOException missing) {
        return new Measured(
                null, null, List.of(), List.of(), List.of("not hit: " + missing.getMessage()));
    }

    /** A node that starts is larger for a while: only a fleet that earns is measured. */
    private synchronized void measureGrowth(RealWorld world, Sight now) throws IOException {
        if (now.allEarn()) {
            growth.measure(world);
        }
    }

    private synchronized void skip() {
        skipped++;
    }

    private synchronized void tell(String node, NodeFault fault, Measured measured) {
        faults++;
        injections.add(Watch.now());
        Optional<Duration> back = Optional.ofNullable(measured.recovery());
        back.ifPresent(recoveries::add);
        if (back.filter(took -> took.compareTo(RECOVERED) <= 0).isPresent()) {
            recovered++;
        }
        measured.broken().forEach(each -> broken.add("%s on %s: %s".formatted(fault, node, each)));
        out.accept(
                "%-50s %s back after %s %s"
                        .formatted(
                                fault,
                                node,
                                back.map(Trial::text).orElse("–"),
                                measured.broken().isEmpty() ? "" : measured.broken()));
    }

    /** Whether there is anything to tell yet. */
    public synchronized boolean hasFaults() {
        return faults > 0;
    }

    /** Whether enough recovered and nothing was left behind. */
    public synchronized boolean held() {
        return faults > 0 && recovered >= SHARE * faults && leftBehind() == 0;
    }

    private long leftBehind() {
        return broken.stream().filter(each -> each.contains(": G4: ")).count();
    }

    /** Everything so far, in Markdown. */
    public synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "%d random faults, one every %s on average; %d of them (%.1f %%) recovered within %d s (bound %.0f %%); %d left orphans or zombies (bound 0); %s: %s."
                        .formatted(
                                faults,
                                interval(),
                                recovered,
                                faults == 0 ? 0 : 100.0 * recovered / faults,
                                RECOVERED.toSeconds(),
                                100 * SHARE,
                                leftBehind(),
                                percentiles(),
                                held() ? "holds" : "FAILS"));
        if (skipped > 0) {
            lines.add("%d times no node earned that could have been hit.".formatted(skipped));
        }
        lines.add("");
        lines.addAll(growth.lines());
        if (!broken.isEmpty()) {
            lines.add("");
            lines.add("What did not hold, times of detection and other nodes included:");
            lines.add("");
            broken.forEach(each -> lines.add("- " + each));
        }
        return lines;
    }

    private String interval() {
        if (injections.size() < 2) {
            return "–";
        }
        long span = injections.getLast() - injections.getFirst();
        return Trial.text(Duration.ofNanos(span / (injections.size() - 1)));
    }

    private String percentiles() {
        if (recoveries.isEmpty()) {
            return "no recovery at all";
        }
        List<Duration> sorted = recoveries.stream().sorted().toList();
        return "back after %s (median), %s (p95), %s (longest)"
                .formatted(at(sorted, 0.5), at(sorted, 0.95), at(sorted, 1));
    }

    private static String at(List<Duration> sorted, double share) {
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return Trial.text(Objects.requireNonNull(sorted.get(Math.max(0, index))));
    }
}
