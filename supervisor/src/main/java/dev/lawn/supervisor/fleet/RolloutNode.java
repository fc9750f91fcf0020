package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.ExtensionPin;
import org.jspecify.annotations.Nullable;

/**
 * A node as a rollout sees it now.
 *
 * @param marker of its incarnation; null where it has no worker
 * @param loaded what its worker loaded; null where nobody can tell
 * @param hold why it may not start now: its proxy or service is known to be down, or its account
 *     may not sign in; null where nothing speaks against it
 */
record RolloutNode(
        NodeName node,
        StateName state,
        @Nullable Reason reason,
        @Nullable String marker,
        @Nullable ExtensionPin loaded,
        @Nullable Reason hold) {

    /** Whether its worker runs with something else. */
    boolean isOutdated(ExtensionPin target) {
        return marker != null && !target.equals(loaded);
    }
}
