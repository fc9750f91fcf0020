package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.preflight.Finding;
import dev.lawn.supervisor.preflight.Probe;
import dev.lawn.supervisor.process.contain.RungReport;
import dev.lawn.supervisor.process.contain.Rungs;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says which way of holding a node's processes together would be used, and why no stronger one.
 *
 * @param wanted what accounts.yaml says
 */
record ContainmentProbe(FleetPlan.Containment wanted) implements Probe {

    private static final String CHECK = "containment";

    @Override
    public List<Finding> look() {
        List<RungReport> rungs = Rungs.survey();
        return List.of(wanted == FleetPlan.Containment.AUTO ? strongest(rungs) : named(rungs));
    }

    private static Finding strongest(List<RungReport> rungs) {
        Optional<RungReport> used = rungs.stream().filter(RungReport::works).findFirst();
        String obstacles =
                rungs.stream()
                        .takeWhile(rung -> !rung.works())
                        .map(rung -> RungReport.name(rung.rung()) + ": " + rung.obstacle())
                        .collect(Collectors.joining("; "));
        if (used.isEmpty()) {
            return Finding.error(CHECK, obstacles, "any of them", "apt-get install util-linux");
        }
        String name = RungReport.name(used.get().rung());
        return obstacles.isEmpty()
                ? Finding.ok(CHECK, name)
                : Finding.ok(CHECK, "%s (%s)".formatted(name, obstacles));
    }

    private Finding named(List<RungReport> rungs) {
        String name = RungReport.name(wanted);
        return rungs.stream()
                .filter(rung -> rung.rung() == wanted && !rung.works())
                .map(
                        rung ->
                                Finding.error(
                                        CHECK,
                                        "%s does not work here: %s"
                                                .formatted(name, rung.obstacle()),
                                        name,
                                        "write limits.containment: auto in accounts.yaml"))
                .findFirst()
                .orElseGet(() -> Finding.ok(CHECK, name + ", as accounts.yaml wants"));
    }
}
