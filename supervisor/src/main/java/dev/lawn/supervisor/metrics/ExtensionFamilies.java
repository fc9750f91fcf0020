package dev.lawn.supervisor.metrics;

import static dev.lawn.supervisor.metrics.Family.Kind.GAUGE;

import dev.lawn.supervisor.fleet.RolloutSnapshot;
import java.util.List;
import java.util.function.BiConsumer;

/** How far the nodes of a service are with its locked extension. */
final class ExtensionFamilies {

    private ExtensionFamilies() {}

    static List<Family> all() {
        return List.of(
                ofRollouts(
                        "lawn_extension_outdated_nodes",
                        "Nodes that run another extension than the one locked at the last reload.",
                        (rollout, to) -> to.add(rollout.outdated(), rollout.service())),
                ofRollouts(
                        "lawn_extension_rollout_away_nodes",
                        "Nodes that were restarted for the locked extension and are not back yet.",
                        (rollout, to) -> to.add(rollout.away(), rollout.service())),
                ofRollouts(
                        "lawn_extension_rollout_halted",
                        "1 while the rollout of the locked extension is halted, else 0.",
                        (rollout, to) -> to.add(isHalted(rollout) ? 1 : 0, rollout.service())));
    }

    private static boolean isHalted(RolloutSnapshot rollout) {
        return rollout.state() == RolloutSnapshot.State.HALTED;
    }

    private static Family ofRollouts(
            String name, String help, BiConsumer<RolloutSnapshot, Samples> reader) {
        return new Family(
                GAUGE,
                name,
                help,
                List.of("service"),
                (fleet, to) -> fleet.rollouts().forEach(rollout -> reader.accept(rollout, to)));
    }
}
