package dev.lawn.supervisor.process.contain;

import dev.lawn.supervisor.plan.FleetPlan;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether one way to hold processes together works on this host.
 *
 * @param rung never {@code AUTO}
 * @param obstacle why it does not; null where it does
 */
public record RungReport(FleetPlan.Containment rung, @Nullable String obstacle) {

    public boolean works() {
        return obstacle == null;
    }

    /** As accounts.yaml and {@code lawn status --json} spell it: {@code pid_namespace}. */
    public static String name(FleetPlan.Containment rung) {
        return rung.name().toLowerCase(Locale.ROOT);
    }
}
