package dev.lawn.faults.thrift;

import dev.lawn.faults.lawn.Relayed;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.world.MeteredWorld;
import dev.lawn.simulator.proxy.ProxyTraffic;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Reads both counts of a node at a moment when they speak of the same bytes. A worker tells the
 * relay's counts when they have changed, in its next round of 2 s, and not sooner than 5 s after
 * the last time. So the moment is right after it told, where nothing has passed the proxy for a
 * while, or where nothing has for so long that it must have told. Neither count is looked at to
 * choose it but for whether it moves.
 */
final class Books {

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Longer than what a worker tells takes to its metrics. */
    private static final Duration QUIET = Duration.ofMillis(700);

    /** Its slowest telling and its round, and a little for a busy host. */
    private static final Duration LONG_QUIET = Duration.ofMillis(8500);

    /** A node's extension speaks every 10 s, so there is always something to tell. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final MeteredWorld world;

    Books(MeteredWorld world) {
        this.world = world;
    }

    /** At the next such moment. */
    Reading next(String node) throws IOException, InterruptedException {
        long deadline = Watch.now() + PATIENCE.toNanos();
        Relayed told = relayed(node);
        ProxyTraffic passed = world.proxied(node);
        long passedAt = Watch.now();
        while (Watch.now() - deadline < 0) {
            Watch.pause(PAUSE);
            Relayed now = relayed(node);
            Reading reading = now(node, now);
            boolean hasTold = !now.equals(told);
            if (!reading.proxied().equals(passed)) {
                passed = reading.proxied();
                passedAt = reading.nanos();
            }
            Duration quiet = Duration.ofNanos(reading.nanos() - passedAt);
            if ((hasTold && quiet.compareTo(QUIET) >= 0) || quiet.compareTo(LONG_QUIET) >= 0) {
                return reading;
            }
            told = now;
        }
        throw new IOException("%s: no quiet moment in %d s".formatted(node, PATIENCE.toSeconds()));
    }

    /** At this moment, whether or not both speak of the same. */
    Reading now(String node) throws IOException, InterruptedException {
        return now(node, relayed(node));
    }

    private Reading now(String node, Relayed relayed) {
        Map<String, ProxyTraffic> byHost = world.proxiedByHost(node);
        return new Reading(Watch.now(), relayed, world.proxied(node), byHost);
    }

    private Relayed relayed(String node) throws IOException, InterruptedException {
        return Objects.requireNonNullElse(world.lawn().relayed().get(node), Relayed.NOTHING);
    }
}
