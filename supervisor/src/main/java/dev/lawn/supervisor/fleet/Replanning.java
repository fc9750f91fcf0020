package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.Consequence;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.Part;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What another plan did to a fleet that runs.
 *
 * @param nodes in the order of the new plan, removed ones last
 * @param atNextStart keys of accounts.yaml whose new value holds only from Lawn's next start on
 * @param rollouts of each service whose nodes have yet to be restarted for its extension
 */
public record Replanning(
        List<Outcome> nodes, List<String> atNextStart, List<RolloutSnapshot> rollouts) {

    public Replanning {
        nodes = List.copyOf(nodes);
        atNextStart = List.copyOf(atNextStart);
        rollouts = List.copyOf(rollouts);
    }

    /** What became of one node. */
    public sealed interface Outcome {
        NodeName node();
    }

    /** Nothing. */
    public record Unchanged(NodeName node) implements Outcome {}

    /** It starts as the start slots allow. */
    public record Added(NodeName node) implements Outcome {}

    /** It stops, and is there no more once it is down. */
    public record Removed(NodeName node) implements Outcome {}

    /**
     * It shall run in another way.
     *
     * @param service by whose definition
     * @param parts what changed
     * @param state in which it was told so
     * @param reason of that state
     * @param consequence what follows now
     */
    public record Changed(
            NodeName node,
            String service,
            Set<Part> parts,
            StateName state,
            @Nullable Reason reason,
            Consequence consequence)
            implements Outcome {

        public Changed {
            parts = Set.copyOf(parts);
        }
    }
}
