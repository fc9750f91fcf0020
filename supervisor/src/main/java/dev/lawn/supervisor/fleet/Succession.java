package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.Consequence;
import dev.lawn.supervisor.node.NodeActor;
import dev.lawn.supervisor.node.NodeEvent;
import dev.lawn.supervisor.node.NodeView;
import dev.lawn.supervisor.plan.NodeChange;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.plan.Part;
import dev.lawn.supervisor.plan.PlanDiff;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One roster on its way to the next: everything is made before anybody is told.
 *
 * <p>A node that comes back under its name while it still leaves waits, as its successor, until it
 * has gone.
 */
final class Succession {

    private final Roster before;
    private final Newcomer newcomer;
    private final Map<NodeName, NodeActor> staying = new LinkedHashMap<>();
    private final Map<NodeName, NodeActor> leaving;
    private final Map<NodeName, NodePlan> successors;
    private final List<NodeActor> fresh = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final List<Replanning.Outcome> outcomes = new ArrayList<>();

    /** Makes an actor that does not run yet. */
    interface Newcomer {
        NodeActor of(NodePlan plan) throws IOException;
    }

    /** What a node is to hear. */
    record Told(NodeActor actor, NodeEvent event) {
        void post() {
            actor.post(event);
        }
    }

    private Succession(Roster before, Newcomer newcomer) {
        this.before = before;
        this.newcomer = newcomer;
        this.leaving = new LinkedHashMap<>(before.leaving());
        this.successors = new LinkedHashMap<>(before.successors());
    }

    /**
     * @throws IOException where an actor cannot be made
     */
    static Succession of(PlanDiff diff, Roster before, Newcomer newcomer) throws IOException {
        Succession succession = new Succession(before, newcomer);
        for (NodeChange change : diff.nodes()) {
            succession.take(change);
        }
        return succession;
    }

    private void take(NodeChange change) throws IOException {
        switch (change) {
            case NodeChange.Unchanged(NodePlan plan) when isThere(plan.name()) -> {
                stay(plan.name());
                outcomes.add(new Replanning.Unchanged(plan.name()));
            }
            // One that could not be read when its turn came is tried again.
            case NodeChange.Unchanged(NodePlan plan) -> add(plan);
            case NodeChange.Added(NodePlan plan) -> add(plan);
            case NodeChange.Removed(NodeName node) -> {
                remove(node);
                outcomes.add(new Replanning.Removed(node));
            }
            case NodeChange.Changed(NodePlan plan, Set<Part> parts) -> change(plan, parts);
        }
    }

    private boolean isThere(NodeName node) {
        return before.staying().containsKey(node) || successors.containsKey(node);
    }

    private void stay(NodeName node) {
        NodeActor actor = before.staying().get(node);
        if (actor != null) {
            staying.put(node, actor);
        }
    }

    private void add(NodePlan plan) throws IOException {
        if (leaving.containsKey(plan.name())) {
            successors.put(plan.name(), plan);
        } else {
            NodeActor actor = newcomer.of(plan);
            fresh.add(actor);
            staying.put(plan.name(), actor);
        }
        outcomes.add(new Replanning.Added(plan.name()));
    }

    private void remove(NodeName node) {
        NodeActor actor = before.staying().get(node);
        successors.remove(node);
        if (actor != null) {
            leaving.put(node, actor);
            told.add(new Told(actor, new NodeEvent.StopRequested(Reason.RECONFIGURED)));
        }
    }

    private void change(NodePlan plan, Set<Part> parts) throws IOException {
        NodeActor actor = before.staying().get(plan.name());
        if (actor == null) {
            add(plan);
            return;
        }
        stay(plan.name());
        told.add(new Told(actor, new NodeEvent.Replanned(plan, parts)));
        NodeView view = actor.view();
        Set<Part> missing = missing(plan, parts, actor, view);
        if (missing.isEmpty()) {
            outcomes.add(new Replanning.Unchanged(plan.name()));
            return;
        }
        outcomes.add(
                new Replanning.Changed(
                        plan.name(),
                        plan.service().name(),
                        missing,
                        view.state(),
                        view.reason(),
                        Consequence.of(view.state(), view.reason(), missing)));
    }

    /** One that started after its extension was added has it already. */
    private static Set<Part> missing(
            NodePlan plan, Set<Part> parts, NodeActor actor, NodeView view) {
        boolean hasExtension =
                view.marker() != null
                        && Objects.equals(actor.inForce().extension(), plan.extension());
        Set<Part> missing = EnumSet.copyOf(parts);
        if (hasExtension) {
            missing.remove(Part.EXTENSION);
        }
        return missing;
    }

    Roster after() {
        return new Roster(staying, leaving, successors);
    }

    /** Who hears what, once the roster is in force. */
    List<Told> told() {
        return told;
    }

    /** Those that shall start. */
    List<NodeActor> fresh() {
        return fresh;
    }

    List<Replanning.Outcome> outcomes() {
        return outcomes;
    }
}
