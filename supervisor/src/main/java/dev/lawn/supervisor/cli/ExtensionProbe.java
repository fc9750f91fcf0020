package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.plan.ExtensionPin;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.preflight.Finding;
import dev.lawn.supervisor.preflight.Probe;
import java.util.List;

/**
 * Says which extensions are locked. One that is not as it was locked never gets here: the
 * configuration that names it does not load.
 */
record ExtensionProbe(FleetPlan plan) implements Probe {

    @Override
    public List<Finding> look() {
        return plan.nodes().stream().flatMap(node -> look(node).stream()).distinct().toList();
    }

    private static List<Finding> look(NodePlan node) {
        ExtensionPin pin = node.extension();
        return pin == null
                ? List.of()
                : List.of(
                        Finding.ok(
                                "extension " + node.service().name(),
                                "%s, sha256 %s, as it was added"
                                        .formatted(pin.version(), pin.sha256())));
    }
}
