package dev.lawn.supervisor.metrics;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.fleet.AccountSnapshot;
import dev.lawn.supervisor.fleet.Downs;
import dev.lawn.supervisor.fleet.FleetSnapshot;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import dev.lawn.supervisor.fleet.NodeSnapshot.Processes;
import dev.lawn.supervisor.fleet.NodeSnapshot.Sample;
import dev.lawn.supervisor.fleet.NodeSnapshot.Session;
import dev.lawn.supervisor.fleet.NodeSnapshot.Upkeep;
import dev.lawn.supervisor.fleet.RolloutSnapshot;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.ExtensionPin;
import dev.lawn.supervisor.traffic.ClassCounts;
import dev.lawn.supervisor.traffic.ConnectTimes;
import dev.lawn.supervisor.traffic.RelayCounts;
import dev.lawn.supervisor.traffic.TrafficClass;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Nodes to show to a collector. */
final class Nodes {

    static final Instant AT = Instant.parse("2026-01-01T00:01:00Z");

    private static final Downs DOWNS =
            new Downs(
                    Map.of("demo", true),
                    Map.of("http://198.51.100.7:8080", false),
                    Map.of("http://198.51.100.7:8080", true));

    private static final AccountSnapshot LOCKED_OUT =
            new AccountSnapshot(
                    "home",
                    4,
                    0,
                    Reason.RATE_LIMITED,
                    AT.plusSeconds(24_420),
                    AT.plusSeconds(24_420));

    private static final AccountSnapshot WELL =
            new AccountSnapshot("other", 1, 2, null, null, null);

    private static final RolloutSnapshot HALTED =
            new RolloutSnapshot(
                    "demo",
                    new ExtensionPin("1.1.0", "77aa".repeat(16), "/demo/extension.lock.json"),
                    RolloutSnapshot.State.HALTED,
                    3,
                    1,
                    3,
                    2,
                    "a did not come back");

    private static final RelayCounts COUNTS =
            new RelayCounts(
                    Map.of(
                            TrafficClass.SERVICE, new ClassCounts(4096, 8192, 1),
                            TrafficClass.CONTROL, new ClassCounts(1024, 81920, 5)),
                    2,
                    Map.of("proxy_auth", 1L, "timeout", 3L),
                    new ConnectTimes(List.of(0L, 2L, 3L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 1L), 24.5));

    private Nodes() {}

    static FleetSnapshot fleet(NodeSnapshot... nodes) {
        return nodes.length == 0
                ? new FleetSnapshot(AT, List.of(), Downs.NONE, List.of(), List.of())
                : new FleetSnapshot(
                        AT, List.of(nodes), DOWNS, List.of(LOCKED_OUT, WELL), List.of(HALTED));
    }

    /** A connected node of which everything is known. */
    static NodeSnapshot known(String name) {
        return new NodeSnapshot(
                new NodeName(name),
                "home",
                "demo",
                StateName.CONNECTED,
                null,
                null,
                AT.minusSeconds(30),
                "http://198.51.100.7:8080",
                new Sample(true, 0.87, 12.5, 3, 86_400L, "203.0.113.9", true, "1.0.0"),
                Map.of(Reason.WORKER_HUNG, 2L),
                COUNTS,
                AT.minusMillis(1500),
                new Processes(4711L, 4712L, 61_000_000L, 9_000_000L, 180_000_000L),
                38211,
                new Upkeep(2, 34_000_000L, 3, 1_000_000L),
                "5f2b".repeat(16),
                new Session(AT.minusSeconds(3_600), AT.plusSeconds(86_400)));
    }

    /** A node that has not started yet: nothing is known of it but what accounts.yaml says. */
    static NodeSnapshot unknown(String name) {
        return new NodeSnapshot(
                new NodeName(name),
                "home",
                "demo",
                StateName.WAITING,
                Reason.START_SLOT,
                null,
                AT,
                null,
                Sample.UNKNOWN,
                Map.of(),
                RelayCounts.NONE,
                null,
                Processes.NONE,
                null,
                Upkeep.NONE,
                null,
                Session.UNKNOWN);
    }

    /** A node the service asked for a code. */
    static NodeSnapshot parked(String name) {
        return new NodeSnapshot(
                new NodeName(name),
                "home",
                "demo",
                StateName.NEEDS_HUMAN,
                Reason.OTP,
                "the page asks",
                AT,
                null,
                Sample.UNKNOWN,
                Map.of(),
                RelayCounts.NONE,
                null,
                Processes.NONE,
                null,
                Upkeep.NONE,
                null,
                Session.UNKNOWN);
    }
}
