package dev.lawn.supervisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.control.Reloaded;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import dev.lawn.supervisor.node.StateName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripted workers that go out by an address they should not. */
@Timeout(300)
class WaysOutIT {

    private static final Duration SOON = Duration.ofSeconds(90);

    /** What the scripted worker of that node says; nobody asks the port. */
    private static final String LEAKY = "leaky";

    @TempDir private Path folder;

    private static String exitIp(String node) {
        int hash = node.hashCode();
        return "198.18.%d.%d".formatted((hash >>> 8) & 0xff, hash & 0xff);
    }

    @Test
    void aNodeThatGoesOutByTheHostsAddressIsStoppedAndItsProxyLeftAlone() throws Exception {
        try (YamlFleet fleet = new YamlFleet(folder)) {
            fleet.nodes.put(LEAKY, new YamlFleet.Node("good", "pw-1", 9));
            fleet.nodes.put("behind-it", new YamlFleet.Node("good", "pw-2", 9));
            fleet.nodes.put("other", new YamlFleet.Node("good", "pw-3", 19));
            fleet.more = "egress: { host_ip: %s }\n".formatted(exitIp(LEAKY));
            var lawn = fleet.start();

            Eventually.within(
                    SOON,
                    "the leak is known",
                    () -> {
                        for (String name : new String[] {LEAKY, "behind-it"}) {
                            NodeSnapshot node = fleet.node(name).orElseThrow();
                            assertThat(node.state()).isEqualTo(StateName.WAITING);
                            assertThat(node.reason()).isEqualTo(Reason.EGRESS_LEAK);
                        }
                        assertThat(fleet.node("other").orElseThrow().state())
                                .isEqualTo(StateName.CONNECTED);
                    });
            assertThat(fleet.node(LEAKY).orElseThrow().detail())
                    .isEqualTo("its exit IP %s is the host's own".formatted(exitIp(LEAKY)));
            assertThat(lawn.snapshot().downs().leaks())
                    .containsEntry("http://127.0.0.1:9", true)
                    .containsEntry("http://127.0.0.1:19", false);
            assertThat(Files.readString(folder.resolve("state/nodes/leaky/memory.json")))
                    .contains("\"egress_ip\" : \"%s\"".formatted(exitIp(LEAKY)));
        }
    }

    /** As an earlier supervisor left it. */
    private void remember(String node, long bytesToday) throws IOException {
        Path file = folder.resolve("state/nodes/%s/memory.json".formatted(node));
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                """
                {"version": 1, "sent_bytes": 0, "received_bytes": 0,
                 "day": "%s", "day_bytes": %d, "egress_ip_changes": 0}
                """
                        .formatted(LocalDate.now(ZoneOffset.UTC), bytesToday));
    }

    private void assertParked(NodeSnapshot node) {
        assertThat(node.state()).isEqualTo(StateName.WAITING);
        assertThat(node.reason()).isEqualTo(Reason.TRAFFIC_LIMIT);
        assertThat(node.upkeep().trafficLeftBytes()).isZero();
        String midnight = LocalDate.now(ZoneOffset.UTC).plusDays(1) + "T00:00:00Z";
        assertThat(node.detail())
                .isEqualTo("until %s: 10 MiB a day are used up".formatted(midnight));
    }

    /** Whoever used it up before a restart of Lawn, and who does so now. */
    @Test
    void aNodeThatHasUsedUpTheDaysTrafficWaitsForTheNextDay() throws Exception {
        assumeThat(LocalTime.now(ZoneOffset.UTC)).isBefore(LocalTime.of(23, 55));
        long limit = 10L << 20;
        remember("spent", limit);
        remember("nearly", limit - 10_000);
        try (YamlFleet fleet = new YamlFleet(folder)) {
            for (String name : new String[] {"spent", "nearly", "fresh"}) {
                fleet.nodes.put(name, new YamlFleet.Node("good", "pw", 0));
            }
            fleet.limits = ", traffic_per_day: 10MiB";
            var _ = fleet.start();

            Eventually.within(
                    SOON,
                    "both are parked, and nobody else",
                    () -> {
                        assertParked(fleet.node("spent").orElseThrow());
                        assertParked(fleet.node("nearly").orElseThrow());
                        assertThat(fleet.node("fresh").orElseThrow().state())
                                .isEqualTo(StateName.CONNECTED);
                    });
            assertThat(fleet.node("nearly").orElseThrow().traffic().totalBytes())
                    .isGreaterThanOrEqualTo(10_000);
            assertThat(folder.resolve("state/nodes/spent/logs/worker.log")).doesNotExist();
            assertThat(fleet.node("fresh").orElseThrow().upkeep().trafficLeftBytes())
                    .isBetween(1L, limit);

            Long worker = fleet.node("fresh").orElseThrow().processes().workerPid();
            fleet.limits = ", traffic_per_day: 20MiB";
            fleet.write();
            assertThat(fleet.reload()).isInstanceOf(Reloaded.Done.class);
            Eventually.within(
                    SOON,
                    "both may go on",
                    () -> {
                        for (String name : new String[] {"spent", "nearly"}) {
                            NodeSnapshot node = fleet.node(name).orElseThrow();
                            assertThat(node.state()).isEqualTo(StateName.CONNECTED);
                            assertThat(node.upkeep().trafficLeftBytes()).isBetween(1L, limit);
                        }
                    });
            assertThat(fleet.node("fresh").orElseThrow().processes().workerPid()).isEqualTo(worker);
            assertThat(fleet.node("fresh").orElseThrow().upkeep().trafficLeftBytes())
                    .isGreaterThan(limit);
        }
    }
}
