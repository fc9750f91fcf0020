package dev.lawn.supervisor.metrics;

import static dev.lawn.supervisor.metrics.Family.Kind.COUNTER;
import static dev.lawn.supervisor.metrics.Family.Kind.HISTOGRAM;

import dev.lawn.supervisor.fleet.NodeSnapshot;
import java.util.List;

/** What goes through the nodes' relays, what for, and what does not get through. */
final class TrafficFamilies {

    private TrafficFamilies() {}

    static List<Family> all() {
        return List.of(
                Family.ofNodes(
                        COUNTER,
                        "lawn_node_traffic_bytes_total",
                        "Bytes through the node's relay, by direction as the node sees it.",
                        List.of("node", "direction", "class"),
                        TrafficFamilies::bytes),
                Family.ofNodes(
                        COUNTER,
                        "lawn_node_connections_total",
                        "Connections that the node's relay made to far hosts.",
                        List.of("node", "class"),
                        (node, to) ->
                                node.traffic()
                                        .byClass()
                                        .forEach(
                                                (each, counts) ->
                                                        to.add(
                                                                counts.connections(),
                                                                node.node().value(),
                                                                each.label()))),
                Family.ofNodes(
                        COUNTER,
                        "lawn_node_connect_failures_total",
                        "Attempts of the node's relay to go out that failed.",
                        List.of("node", "reason"),
                        (node, to) ->
                                node.traffic()
                                        .failures()
                                        .forEach(
                                                (failure, count) ->
                                                        to.add(
                                                                count,
                                                                node.node().value(),
                                                                failure))),
                Family.ofNodes(
                        HISTOGRAM,
                        "lawn_node_connect_duration_seconds",
                        "How long it took until a connection to a far host was ready.",
                        List.of("node"),
                        (node, to) -> to.add(node.traffic().connects(), node.node().value())),
                Family.ofNodes(
                        COUNTER,
                        "lawn_node_refused_requests_total",
                        "Requests that the node's relay did not forward.",
                        List.of("node"),
                        (node, to) -> to.add(node.traffic().refused(), node.node().value())));
    }

    private static void bytes(NodeSnapshot node, Samples to) {
        String name = node.node().value();
        node.traffic()
                .byClass()
                .forEach(
                        (each, counts) -> {
                            to.add(counts.sentBytes(), name, "sent", each.label());
                            to.add(counts.receivedBytes(), name, "received", each.label());
                        });
    }
}
