package dev.lawn.supervisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.supervisor.fleet.NodeSnapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Whose worker is which, of those that were connected and have not been touched since. */
final class Pids {

    private final Map<String, Long> known = new HashMap<>();
    private final Set<Long> old = new HashSet<>();

    void look(YamlFleet fleet) {
        for (NodeSnapshot node : fleet.connected()) {
            Long pid = Objects.requireNonNull(node.processes().workerPid());
            if (!old.contains(pid)) {
                assertThat(known.getOrDefault(node.node().value(), pid)).isEqualTo(pid);
                known.put(node.node().value(), pid);
            }
        }
    }

    /** Of whom no worker has been touched. */
    Set<String> untouched() {
        return known.keySet();
    }

    void forget(Set<String> touched, YamlFleet fleet) {
        known.keySet().removeAll(touched);
        for (NodeSnapshot node : fleet.snapshot().nodes()) {
            Long pid = node.processes().workerPid();
            if (pid != null && touched.contains(node.node().value())) {
                old.add(pid);
            }
        }
    }

    void assertStill(YamlFleet fleet) {
        assertThat(known).isNotEmpty();
        Map<String, Long> now = new HashMap<>();
        for (NodeSnapshot node : fleet.connected()) {
            now.put(node.node().value(), Objects.requireNonNull(node.processes().workerPid()));
        }
        assertThat(now).containsAllEntriesOf(known);
    }
}
