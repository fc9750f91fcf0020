package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.node.NodeActor;
import dev.lawn.supervisor.plan.NodePlan;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The nodes there are; immutable.
 *
 * @param staying those of the plan, in its order
 * @param leaving those that were removed from it and are still on their way down
 * @param successors what shall run under the name of one that leaves, once that has gone: two
 *     workers never share a profile
 */
record Roster(
        Map<NodeName, NodeActor> staying,
        Map<NodeName, NodeActor> leaving,
        Map<NodeName, NodePlan> successors) {

    static final Roster EMPTY = new Roster(Map.of(), Map.of(), Map.of());

    Roster {
        staying = Collections.unmodifiableMap(new LinkedHashMap<>(staying));
        leaving = Collections.unmodifiableMap(new LinkedHashMap<>(leaving));
        successors = Map.copyOf(successors);
    }

    /** Every node that has not gone, those that leave last. */
    List<NodeActor> all() {
        return Stream.of(staying, leaving).map(Map::values).flatMap(Collection::stream).toList();
    }

    /** Of every node that has not gone. */
    List<NodeName> names() {
        return all().stream().map(actor -> actor.plan().name()).toList();
    }

    /** The nodes that run, by the marker of their processes. */
    Map<String, NodeName> incarnations() {
        Map<String, NodeName> running = new HashMap<>();
        for (NodeActor actor : all()) {
            String marker = actor.view().marker();
            if (marker != null) {
                running.put(marker, actor.plan().name());
            }
        }
        return running;
    }

    /** The one of that name, whether it stays or leaves; null where there is none. */
    @Nullable NodeActor find(NodeName node) {
        NodeActor actor = staying.get(node);
        return actor == null ? leaving.get(node) : actor;
    }

    /** One that left has gone. */
    Roster without(NodeName gone) {
        Map<NodeName, NodeActor> left = new LinkedHashMap<>(leaving);
        left.remove(gone);
        Map<NodeName, NodePlan> next = new LinkedHashMap<>(successors);
        next.remove(gone);
        return new Roster(staying, left, next);
    }

    /** With one more, at its place in the plan. */
    Roster with(NodeName node, NodeActor actor, List<NodePlan> order) {
        Map<NodeName, NodeActor> more = new LinkedHashMap<>();
        for (NodePlan each : order) {
            NodeActor there = each.name().equals(node) ? actor : staying.get(each.name());
            if (there != null) {
                more.put(each.name(), there);
            }
        }
        return new Roster(more, leaving, successors);
    }
}
