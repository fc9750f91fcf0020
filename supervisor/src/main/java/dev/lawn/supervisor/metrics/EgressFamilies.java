package dev.lawn.supervisor.metrics;

import static dev.lawn.supervisor.metrics.Family.Kind.COUNTER;
import static dev.lawn.supervisor.metrics.Family.Kind.GAUGE;

import java.util.List;

/** By which addresses the nodes go out, and how much they still may. */
final class EgressFamilies {

    private EgressFamilies() {}

    static List<Family> all() {
        return List.of(
                new Family(
                        GAUGE,
                        "lawn_egress_shared_nodes",
                        "Nodes of a service that go out by one address, where there are several.",
                        List.of("service", "egress_ip"),
                        (fleet, to) ->
                                fleet.sharedEgress()
                                        .forEach(
                                                shared ->
                                                        to.add(
                                                                shared.nodes().size(),
                                                                shared.service(),
                                                                shared.ip()))),
                new Family(
                        GAUGE,
                        "lawn_proxy_leak",
                        "1 while the proxy is known to lead out by the host's own address, else 0.",
                        List.of("proxy"),
                        (fleet, to) ->
                                fleet.downs()
                                        .leaks()
                                        .forEach((name, leaks) -> to.add(leaks ? 1 : 0, name))),
                Family.ofNodes(
                        COUNTER,
                        "lawn_egress_ip_changes_total",
                        "How often the node's exit IP was another one than before.",
                        List.of("node"),
                        (node, to) -> to.add(node.upkeep().egressIpChanges(), node.node().value())),
                Family.ofNodes(
                        GAUGE,
                        "lawn_node_traffic_left_bytes",
                        "Bytes the node may send and receive today still, in UTC.",
                        List.of("node"),
                        (node, to) ->
                                to.add(node.upkeep().trafficLeftBytes(), node.node().value())));
    }
}
