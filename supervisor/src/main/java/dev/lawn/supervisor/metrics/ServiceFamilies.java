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
                        ServiceFamilies::connected),
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
                        Sample::devices));
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

    private static @Nullable Number connected(Sample sample) {
        Boolean connected = sample.connected();
        if (connected == null) {
            return null;
        }
        return connected ? 1 : 0;
    }
}
