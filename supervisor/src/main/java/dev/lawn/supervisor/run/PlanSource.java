package dev.lawn.supervisor.run;

import dev.lawn.supervisor.plan.ExtensionPin;
import dev.lawn.supervisor.plan.FleetPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the plan comes from, at the start and at each reload. */
public interface PlanSource {

    /**
     * A plan without problems.
     *
     * @param warnings what works but should be mended, a line each
     */
    record Given(FleetPlan plan, List<String> warnings) {

        public Given {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Reads and checks the whole configuration; changes nothing.
     *
     * @throws UserException with every problem on a line of its own
     */
    Given load() throws UserException;

    /**
     * What is locked now in the place of an extension of the plan; null where nobody can tell. A
     * plan that was made up, and not read, is all there is.
     */
    default @Nullable ExtensionPin locked(ExtensionPin planned) {
        return planned;
    }
}
