package dev.lawn.supervisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import dev.lawn.supervisor.node.StateName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripted workers that go out by an address they should not. */
@Timeout(120)
class WaysOutIT {

    private static final Duration SOON = Duration.ofSeconds(40);

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
}
