package dev.lawn.supervisor.metrics;

import static dev.lawn.supervisor.metrics.Family.Kind.GAUGE;

import dev.lawn.supervisor.fleet.NodeSnapshot.Sample;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the worker last learned of the service, a series per node and service. */
final class ServiceFamilies {

    private ServiceFamilies() {}

    static List<Family> all() {
        return List.of(
                ofSample(
                        "lawn_node_connected",
                        "1 while the extension reports connected, else 0.",
                        sample -> asNumber(sample.connected())),
                ofSample(
                        "lawn_node_network_quality_ratio",
                        "The network quality the service gives the node, 0 to 1.",
                        Sample::networkQuality),
                ofSample(
                        "lawn_node_points",
                        "Points of the node's account; the same on each node of an account.",
                        Sample::points),
                ofSample(
                        "lawn_node_devices",
                        "Devices the service lists for the node's account.",
                        Sample::devices),
                ofSample(
                        "lawn_node_account_uptime_seconds",
                        "How long the node's account has been connected, as the service counts it.",
                        Sample::uptimeSeconds),
                ofSample(
                        "lawn_node_listed",
                        "1 while the account's list of devices has the node's exit IP, else 0.",
                        sample -> asNumber(sample.listed())));
    }

    private static Family ofSample(
            String name, String help, Function<Sample, @Nullable Number> value) {
        return Family.ofNodes(
                GAUGE,
                name,
                help,
                List.of("node", "service"),
                (node, to) ->
                        to.add(value.apply(node.sample()), node.node().value(), node.service()));
    }

    private static @Nullable Number asNumber(@Nullable Boolean known) {
        if (known == null) {
            return null;
        }
        return known ? 1 : 0;
    }
}
