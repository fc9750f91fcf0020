package dev.lawn.supervisor.node;

import dev.lawn.supervisor.plan.ExtensionPin;
import org.jspecify.annotations.Nullable;

/**
 * What is locked on the disk now. {@code lawn extension add} puts another extension in the place of
 * the one in the plan, and a browser that starts then loads that one.
 */
@FunctionalInterface
public interface Locks {

    /** In the place of that one; null where nobody can tell. */
    @Nullable ExtensionPin now(ExtensionPin planned);
}
