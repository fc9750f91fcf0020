package dev.lawn.supervisor.metrics;

import static dev.lawn.supervisor.metrics.Family.Kind.COUNTER;
import static dev.lawn.supervisor.metrics.Family.Kind.GAUGE;
import static dev.lawn.supervisor.metrics.Family.Kind.INFO;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.fleet.FleetSnapshot;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import dev.lawn.supervisor.node.StateName;
import java.util.List;

/** Which nodes there are, what state each is in, and how often it was started again. */
final class StateFamilies {

    private StateFamilies() {}

    static List<Family> all() {
        return List.of(
                new Family(
                        GAUGE,
                        "lawn_nodes",
                        "Nodes in each state.",
                        List.of("state"),
                        StateFamilies::count),
                Family.ofNodes(
                        GAUGE,
                        "lawn_node_state",
                        "1 for the state the node is in, 0 for every other.",
                        List.of("node", "state"),
                        StateFamilies::state),
                Family.ofNodes(
                        GAUGE,
                        "lawn_node_state_since_timestamp_seconds",
                        "When the node entered its state, in seconds since 1970.",
                        List.of("node"),
                        (node, to) -> to.add(Seconds.of(node.since()), node.node().value())),
                Family.ofNodes(
                        GAUGE,
                        "lawn_node_needs_human_since_timestamp_seconds",
                        "Since when the node waits for a person, in seconds since 1970.",
                        List.of("node", "reason"),
                        StateFamilies::needsHuman),
                Family.ofNodes(
                        GAUGE,
                        "lawn_node_session_expiry_timestamp_seconds",
                        "When the service will end the node's session, in seconds since 1970.",
                        List.of("node", "service"),
                        (node, to) ->
                                to.add(
                                        Seconds.of(node.session().until()),
                                        node.node().value(),
                                        node.service())),
                Family.ofNodes(
                        INFO,
                        "lawn_node_info",
                        "What the node is and where it goes out; always 1.",
                        List.of(
                                "node",
                                "account",
                                "service",
                                "proxy",
                                "egress_ip",
                                "extension_version"),
                        StateFamilies::info),
                Family.ofNodes(
                        INFO,
                        "lawn_extension_info",
                        "The extension the node runs; always 1.",
                        List.of("node", "service", "version", "sha256"),
                        StateFamilies::extension),
                Family.ofNodes(
                        COUNTER,
                        "lawn_node_restarts_total",
                        "Starts after the first, by what ended the incarnation before.",
                        List.of("node", "reason"),
                        StateFamilies::restarts));
    }

    private static void count(FleetSnapshot fleet, Samples to) {
        fleet.countByState().forEach((state, nodes) -> to.add(nodes, state.label()));
    }

    private static void state(NodeSnapshot node, Samples to) {
        for (StateName state : StateName.values()) {
            to.add(state == node.state() ? 1 : 0, node.node().value(), state.label());
        }
    }

    /** Only while it does: a line that is there is a call for somebody. */
    private static void needsHuman(NodeSnapshot node, Samples to) {
        Reason asked = node.reason();
        if (node.state() == StateName.NEEDS_HUMAN && asked != null) {
            to.add(Seconds.of(node.since()), node.node().value(), asked.wireName());
        }
    }

    private static void info(NodeSnapshot node, Samples to) {
        to.add(
                1,
                node.node().value(),
                node.account(),
                node.service(),
                node.proxy(),
                node.sample().egressIp(),
                node.sample().extensionVersion());
    }

    /** Without version and digest there is nothing to say. */
    private static void extension(NodeSnapshot node, Samples to) {
        String version = node.sample().extensionVersion();
        String sha256 = node.extensionSha256();
        if (version != null || sha256 != null) {
            to.add(1, node.node().value(), node.service(), version, sha256);
        }
    }

    /**
     * Every reason is there from the start: a counter that appears with its first restart would
     * hide that restart from {@code increase()}. That it never happened is known, so 0 is true.
     */
    private static void restarts(NodeSnapshot node, Samples to) {
        for (Reason reason : Reason.values()) {
            to.add(
                    node.restarts().getOrDefault(reason, 0L),
                    node.node().value(),
                    reason.wireName());
        }
    }
}
