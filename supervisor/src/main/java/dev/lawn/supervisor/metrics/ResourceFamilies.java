package dev.lawn.supervisor.metrics;

import static dev.lawn.supervisor.metrics.Family.Kind.COUNTER;
import static dev.lawn.supervisor.metrics.Family.Kind.GAUGE;

import dev.lawn.supervisor.fleet.NodeSnapshot;
import java.util.List;

/** What a node uses, and its sign of life. */
final class ResourceFamilies {

    private ResourceFamilies() {}

    static List<Family> all() {
        return List.of(
                Family.ofNodes(
                        GAUGE,
                        "lawn_node_heartbeat_timestamp_seconds",
                        "When the node's worker last did real work, in seconds since 1970.",
                        List.of("node"),
                        (node, to) ->
                                to.add(Seconds.of(node.lastHeartbeat()), node.node().value())),
                Family.ofNodes(
                        GAUGE,
                        "lawn_node_memory_bytes",
                        "Memory of the node's processes as PSS: shared pages count by their share.",
                        List.of("node", "process"),
                        ResourceFamilies::memory),
                Family.ofNodes(
                        GAUGE,
                        "lawn_node_disk_bytes",
                        "What the node's folder takes: profile, logs and temporary files.",
                        List.of("node"),
                        (node, to) -> to.add(node.upkeep().diskBytes(), node.node().value())),
                Family.ofNodes(
                        COUNTER,
                        "lawn_node_helper_respawns_total",
                        "GPU and utility processes of the node's browser that went and came back.",
                        List.of("node"),
                        (node, to) -> to.add(node.upkeep().helperRespawns(), node.node().value())));
    }

    private static void memory(NodeSnapshot node, Samples to) {
        to.add(node.processes().workerBytes(), node.node().value(), "worker");
        to.add(node.processes().driverBytes(), node.node().value(), "driver");
        to.add(node.processes().browserBytes(), node.node().value(), "browser");
    }
}
