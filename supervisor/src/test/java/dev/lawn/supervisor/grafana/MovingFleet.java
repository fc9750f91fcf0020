package dev.lawn.supervisor.grafana;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.fleet.Downs;
import dev.lawn.supervisor.fleet.FleetSnapshot;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import dev.lawn.supervisor.fleet.NodeSnapshot.Processes;
import dev.lawn.supervisor.fleet.NodeSnapshot.Sample;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.traffic.ClassCounts;
import dev.lawn.supervisor.traffic.ConnectTimes;
import dev.lawn.supervisor.traffic.RelayCounts;
import dev.lawn.supervisor.traffic.TrafficClass;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A healthy fleet: three connected nodes of two accounts that earn and use traffic from scrape to
 * scrape. Nothing ever went wrong, which is when a dashboard is most likely to come up empty.
 */
final class MovingFleet implements Supplier<FleetSnapshot> {

    /** The names of its nodes. */
    static final Set<String> NODES = new TreeSet<>(Set.of("home-direct", "home-p1", "work-p1"));

    private static final Time TIME = new SystemTime();

    private final Instant started = Instant.now();
    private final long startedNanos = TIME.nanos();

    @Override
    public FleetSnapshot get() {
        // By the clock: a scrape that comes late on a busy host finds no other rate.
        double now = 1 + (TIME.nanos() - startedNanos) / 1e9;
        return new FleetSnapshot(
                Instant.now(),
                List.of(
                        node("home-direct", "home", null, now),
                        node("home-p1", "home", "http://127.0.1.1:8080", now),
                        node("work-p1", "work", "http://127.0.1.2:8080", now)),
                new Downs(Map.of("demo", false), Map.of("http://127.0.1.1:8080", true), Map.of()),
                List.of(),
                List.of());
    }

    private NodeSnapshot node(String name, String account, @Nullable String proxy, double seconds) {
        long now = (long) seconds;
        return new NodeSnapshot(
                new NodeName(name),
                account,
                "demo",
                StateName.CONNECTED,
                null,
                null,
                started,
                proxy,
                new Sample(true, 0.8, seconds * 0.5, 2, now, "127.0.1.1", true, "1.0.0"),
                Map.of(),
                new RelayCounts(
                        Map.of(
                                TrafficClass.SERVICE, new ClassCounts(now * 900, now * 18_000, now),
                                TrafficClass.CONTROL, new ClassCounts(now * 100, now * 2_000, 1)),
                        0,
                        Map.of("timeout", now),
                        new ConnectTimes(
                                List.of(0L, now, 0L, now, 0L, 0L, 0L, 0L, 0L, 0L, 0L), now * 0.2)),
                Instant.now(),
                new Processes(1L, 2L, 60_000_000L, 9_000_000L, 180_000_000L + now),
                null,
                new NodeSnapshot.Upkeep(0, 30_000_000L, 0, null),
                "5f2b".repeat(16),
                NodeSnapshot.Session.UNKNOWN);
    }
}
