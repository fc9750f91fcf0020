package dev.lawn.supervisor.plan;

import dev.lawn.common.model.NodeName;
import java.util.Set;

/** What another plan means for one node. */
public sealed interface NodeChange {

    NodeName node();

    /** Nothing. */
    record Unchanged(NodePlan plan) implements NodeChange {
        @Override
        public NodeName node() {
            return plan.name();
        }
    }

    /** It was not there before. */
    record Added(NodePlan plan) implements NodeChange {
        @Override
        public NodeName node() {
            return plan.name();
        }
    }

    /** It is there no more. */
    record Removed(NodeName node) implements NodeChange {}

    /**
     * It runs in another way.
     *
     * @param plan the new one
     * @param parts what of it differs; never empty
     */
    record Changed(NodePlan plan, Set<Part> parts) implements NodeChange {

        public Changed {
            parts = Set.copyOf(parts);
        }

        @Override
        public NodeName node() {
            return plan.name();
        }
    }
}
