package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.fleet.RolloutVerdict.Back;
import dev.lawn.supervisor.fleet.RolloutVerdict.Excused;
import dev.lawn.supervisor.fleet.RolloutVerdict.Failed;
import dev.lawn.supervisor.fleet.RolloutVerdict.Pending;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.ExtensionPin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A service's nodes on their way to another extension, a few at a time; immutable and pure. The
 * first goes alone, and the next ones only once it earns again. One that does not come back halts
 * it: nobody else is taken down then.
 *
 * <p>Only who earns is restarted. Everybody else takes the new extension whenever it starts next.
 *
 * @param target what every node shall run
 * @param away restarted for it, and not yet back
 * @param back restarted for it, and earned again
 * @param halt why nobody else is restarted; null where nothing speaks against it
 */
record Rollout(
        ExtensionPin target,
        Map<NodeName, RolloutLeave> away,
        Set<NodeName> back,
        @Nullable Halt halt) {

    Rollout {
        away = Map.copyOf(away);
        back = Set.copyOf(back);
    }

    /**
     * What ended it.
     *
     * @param node that did not come back
     * @param why for people
     */
    record Halt(NodeName node, String why) {}

    /**
     * What follows from a look.
     *
     * @param restart whom to restart now
     */
    record Step(Rollout next, List<NodeName> restart) {

        Step {
            restart = List.copyOf(restart);
        }
    }

    /** One that has not begun. */
    static Rollout to(ExtensionPin target) {
        return new Rollout(target, Map.of(), Set.of(), null);
    }

    /** Begins anew, by the lock that was read last. Who is away stays so until it is back. */
    Rollout anew(ExtensionPin next) {
        return new Rollout(next, away, Set.of(), null);
    }

    /** Nobody waits for these: they are restarted for something else, which may fail by itself. */
    Rollout without(Set<NodeName> others) {
        Map<NodeName, RolloutLeave> left = new LinkedHashMap<>(away);
        left.keySet().removeAll(others);
        Set<NodeName> stayed = new LinkedHashSet<>(back);
        stayed.removeAll(others);
        return new Rollout(target, left, stayed, halt);
    }

    /**
     * Takes note of where everybody is.
     *
     * @param nodes all of the service
     * @param most how many may be away at once
     */
    Step look(Collection<RolloutNode> nodes, int most) {
        Rollout seen = judged(nodes);
        if (seen.halt != null) {
            return new Step(seen, List.of());
        }
        int free = Math.min(seen.back.isEmpty() ? 1 : most, most) - seen.away.size();
        Map<NodeName, RolloutLeave> leaving = new LinkedHashMap<>();
        for (RolloutNode node : nodes) {
            String marker = node.marker();
            if (leaving.size() < free && marker != null && seen.mayLeave(node)) {
                leaving.put(node.node(), new RolloutLeave(marker, target));
            }
        }
        List<NodeName> restart = List.copyOf(leaving.keySet());
        leaving.putAll(seen.away);
        return new Step(new Rollout(target, leaving, seen.back, null), restart);
    }

    private boolean mayLeave(RolloutNode node) {
        return node.state() == StateName.CONNECTED
                && node.isOutdated(target)
                && node.hold() == null
                && !away.containsKey(node.node());
    }

    private Rollout judged(Collection<RolloutNode> nodes) {
        Map<NodeName, RolloutLeave> stillAway = new LinkedHashMap<>();
        Set<NodeName> nowBack = new LinkedHashSet<>();
        List<Halt> halts = new ArrayList<>();
        if (halt != null) {
            halts.add(halt);
        }
        for (RolloutNode node : nodes) {
            RolloutLeave leave = away.get(node.node());
            switch (leave == null ? standing(node) : RolloutVerdict.of(leave, node, target)) {
                case Pending _ when leave != null -> stillAway.put(node.node(), leave);
                case Back _ -> nowBack.add(node.node());
                case Pending _, Excused _ -> {}
                case Failed(String why) -> halts.add(new Halt(node.node(), why));
            }
        }
        return new Rollout(target, stillAway, nowBack, halts.isEmpty() ? null : halts.getFirst());
    }

    /** Of one that is not away. */
    private RolloutVerdict standing(RolloutNode node) {
        return back.contains(node.node()) ? RolloutVerdict.ofBack(node) : new Excused();
    }

    /** How many it has still to restart, if they stay or become well. */
    long left(Collection<RolloutNode> nodes) {
        return nodes.stream()
                .filter(node -> node.isOutdated(target) && mayBecomeWell(node.state()))
                .filter(node -> !away.containsKey(node.node()))
                .count();
    }

    /** Whether there is nothing left to do, nor to wait for. */
    boolean isOver(Collection<RolloutNode> nodes) {
        return halt == null && away.isEmpty() && left(nodes) == 0;
    }

    /** Nobody waits for one that waits for a person, or is on its way down anyway. */
    private static boolean mayBecomeWell(StateName state) {
        return state.isLive() && state != StateName.NEEDS_HUMAN;
    }
}
