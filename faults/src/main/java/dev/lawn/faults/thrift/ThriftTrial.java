package dev.lawn.faults.thrift;

import dev.lawn.faults.lawn.Status;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.world.MeteredWorld;
import dev.lawn.simulator.proxy.ProxyTraffic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets nodes sign in and settle, and then only work, while their proxies count; stops them, so that
 * their relays tell the last byte, and compares the counts.
 */
public final class ThriftTrial {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** The web app's tab is closed by then, and what it asked has been answered. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private final MeteredWorld world;
    private final int haste;
    private final Consumer<String> says;
    private final Books books;

    /**
     * @param haste that of the world
     * @param says is told what goes on, a line at a time
     */
    public ThriftTrial(MeteredWorld world, int haste, Consumer<String> says) {
        this.world = world;
        this.haste = haste;
        this.says = says;
        books = new Books(world);
    }

    @FunctionalInterface
    private interface Seen {
        boolean now() throws IOException, InterruptedException;
    }

    /**
     * Runs it all.
     *
     * @param time how long the steady state is watched
     */
    public Outcome run(Duration time) throws IOException, InterruptedException {
        world.up();
        await("connected", () -> status().allConnected());
        await("settled", this::hasSettled);
        Map<String, Reading> begun = readings(books::next);
        long restarts = restarts();
        says.accept("all nodes are connected and settled; watching for " + time);
        List<String> restless = watch(time);
        Reading window = sum(readings(node -> books.next(node).since(reading(begun, node))));
        if (restarts() != restarts) {
            restless.add("a node was restarted");
        }
        for (String node : world.nodes()) {
            world.lawn().ask(node, "stop");
        }
        await("stopped", () -> status().count("stopped") == world.nodes().size());
        Reading whole = sum(readings(books::now));
        return new Outcome(window, whole, haste, world.nodes().size(), restless);
    }

    private List<String> watch(Duration time) throws IOException, InterruptedException {
        List<String> restless = new ArrayList<>();
        long end = Watch.now() + time.toNanos();
        while (Watch.now() - end < 0) {
            Watch.pause(PAUSE);
            Status status = status();
            if (!status.allConnected() && restless.isEmpty()) {
                restless.add(
                        "not steady: "
                                + status.nodes().stream().map(Status.Node::verdict).toList());
            }
        }
        return restless;
    }

    /** Whether the web app has not been asked for a while. */
    private boolean hasSettled() {
        long before = pages();
        Watch.pause(SETTLED);
        return pages() == before;
    }

    private long pages() {
        return world.nodes().stream()
                .map(node -> world.proxiedByHost(node).get(MeteredWorld.APP))
                .mapToLong(traffic -> traffic == null ? 0 : ProxyTraffic.NONE.plus(traffic).bytes())
                .sum();
    }

    @FunctionalInterface
    private interface Reader {
        Reading of(String node) throws IOException, InterruptedException;
    }

    private Map<String, Reading> readings(Reader reader) throws IOException, InterruptedException {
        Map<String, Reading> readings = new HashMap<>();
        for (String node : world.nodes()) {
            readings.put(node, reader.of(node));
        }
        return readings;
    }

    private static Reading reading(Map<String, Reading> readings, String node) {
        Reading reading = readings.get(node);
        if (reading == null) {
            throw new IllegalStateException(node);
        }
        return reading;
    }

    private static Reading sum(Map<String, Reading> readings) {
        return readings.values().stream().reduce(Reading::plus).orElseThrow();
    }

    private long restarts() throws IOException, InterruptedException {
        return status().nodes().stream().mapToLong(Status.Node::restarts).sum();
    }

    private Status status() throws IOException, InterruptedException {
        return world.lawn().status();
    }

    private void await(String what, Seen seen) throws IOException, InterruptedException {
        long deadline = Watch.now() + PATIENCE.toNanos();
        while (!isSeen(seen)) {
            if (Watch.now() - deadline > 0) {
                throw new IOException(
                        "not %s; Lawn said:%n%s".formatted(what, world.lawn().output()));
            }
            Watch.pause(PAUSE);
        }
    }

    /** A Lawn that has just begun does not answer yet. */
    private static boolean isSeen(Seen seen) throws InterruptedException {
        try {
            return seen.now();
        } catch (IOException _) {
            return false;
        }
    }
}
