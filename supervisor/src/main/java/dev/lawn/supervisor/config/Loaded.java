package dev.lawn.supervisor.config;

import dev.lawn.supervisor.plan.FleetPlan;
import java.util.List;

/**
 * A configuration without problems.
 *
 * @param plan what shall run
 * @param warnings what works but should be mended, such as a password in plain text
 */
public record Loaded(FleetPlan plan, List<Problem> warnings) {

    public Loaded {
        warnings = List.copyOf(warnings);
    }
}
