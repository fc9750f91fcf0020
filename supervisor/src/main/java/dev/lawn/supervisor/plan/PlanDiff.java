package dev.lawn.supervisor.plan;

import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.plan.FleetPlan.BrowserPlan;
import dev.lawn.supervisor.plan.FleetPlan.Limits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one plan has to become another while it runs. Pure.
 *
 * @param nodes in the order of the new plan, removed ones last
 * @param browser the new plan's
 * @param atNextStart keys of accounts.yaml whose new value holds only from Lawn's next start on
 */
public record PlanDiff(List<NodeChange> nodes, BrowserPlan browser, List<String> atNextStart) {

    public PlanDiff {
        nodes = List.copyOf(nodes);
        atNextStart = List.copyOf(atNextStart);
    }

    /** What leads from one plan to the next. */
    public static PlanDiff between(FleetPlan before, FleetPlan next) {
        Map<NodeName, NodePlan> old = byName(before.nodes());
        boolean otherBrowser = !before.browser().equals(next.browser());
        List<NodeChange> changes = new ArrayList<>();
        for (NodePlan node : next.nodes()) {
            changes.add(change(Optional.ofNullable(old.get(node.name())), node, otherBrowser));
        }
        Set<NodeName> staying = byName(next.nodes()).keySet();
        old.keySet().stream()
                .filter(node -> !staying.contains(node))
                .map(NodeChange.Removed::new)
                .forEach(changes::add);
        return new PlanDiff(changes, next.browser(), atNextStart(before, next));
    }

    private static Map<NodeName, NodePlan> byName(Collection<NodePlan> nodes) {
        return nodes.stream()
                .collect(
                        Collectors.toMap(
                                NodePlan::name,
                                Function.identity(),
                                (a, _) -> a,
                                LinkedHashMap::new));
    }

    private static NodeChange change(
            Optional<NodePlan> before, NodePlan next, boolean otherBrowser) {
        if (before.isEmpty()) {
            return new NodeChange.Added(next);
        }
        Set<Part> parts = parts(before.get(), next);
        if (otherBrowser) {
            parts.add(Part.BROWSER);
        }
        return parts.isEmpty()
                ? new NodeChange.Unchanged(before.get())
                : new NodeChange.Changed(next, parts);
    }

    private static Set<Part> parts(NodePlan before, NodePlan next) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        if (!before.account().equals(next.account())) {
            parts.add(Part.ACCOUNT);
        }
        if (!before.credentials().equals(next.credentials())) {
            parts.add(Part.CREDENTIALS);
        }
        if (!Objects.equals(before.proxy(), next.proxy())
                || !Objects.equals(before.bind(), next.bind())
                || !before.allow().equals(next.allow())) {
            parts.add(Part.PROXY);
        }
        if (!Objects.equals(before.trafficPerDay(), next.trafficPerDay())) {
            parts.add(Part.TRAFFIC_LIMIT);
        }
        if (!before.service().name().equals(next.service().name())) {
            parts.add(Part.SERVICE);
            return parts;
        }
        if (!Objects.equals(before.extension(), next.extension())) {
            parts.add(Part.EXTENSION);
        }
        if (!before.service().equals(next.service()) || (parts.isEmpty() && !before.equals(next))) {
            // The rest of a node's plan comes from its service, too.
            parts.add(Part.DEFINITION);
        }
        return parts;
    }

    private static List<String> atNextStart(FleetPlan before, FleetPlan next) {
        Limits was = before.limits();
        Limits is = next.limits();
        Map<String, Boolean> changed = new LinkedHashMap<>();
        changed.put("metrics.listen", !before.metrics().equals(next.metrics()));
        changed.put("control.listen", !before.control().equals(next.control()));
        changed.put("limits.starts_at_once", was.startsAtOnce() != is.startsAtOnce());
        changed.put("limits.memory_per_node", was.memoryPerNode() != is.memoryPerNode());
        changed.put("limits.disk_per_node", was.diskPerNode() != is.diskPerNode());
        changed.put("limits.free_disk", was.freeDisk() != is.freeDisk());
        changed.put("limits.failed_starts", was.failedStarts() != is.failedStarts());
        changed.put("egress.host_ip", !before.hostIps().equals(next.hostIps()));
        changed.put("limits.containment", before.containment() != next.containment());
        return changed.keySet().stream().filter(key -> changed.getOrDefault(key, false)).toList();
    }

    /** The plan that runs then: the new nodes and browser, and all that cannot change as it was. */
    public FleetPlan appliedTo(FleetPlan before) {
        List<NodePlan> after = nodes.stream().flatMap(change -> plan(change).stream()).toList();
        return new FleetPlan(
                after,
                before.limits(),
                before.containment(),
                browser,
                before.metrics(),
                before.control(),
                before.hostIps());
    }

    private static Optional<NodePlan> plan(NodeChange change) {
        return switch (change) {
            case NodeChange.Unchanged(NodePlan plan) -> Optional.of(plan);
            case NodeChange.Added(NodePlan plan) -> Optional.of(plan);
            case NodeChange.Changed(NodePlan plan, Set<Part> _) -> Optional.of(plan);
            case NodeChange.Removed _ -> Optional.empty();
        };
    }

    private static boolean isServices(Part part) {
        return part == Part.DEFINITION || part == Part.EXTENSION;
    }

    /** Nodes for which a worker that runs by the plan of before is of no use. */
    public Set<NodeName> restarting() {
        return nodes.stream()
                .filter(NodeChange.Changed.class::isInstance)
                .map(NodeChange.Changed.class::cast)
                .filter(changed -> !changed.parts().stream().allMatch(Part::leavesWorkers))
                .map(changed -> changed.plan().name())
                .collect(Collectors.toSet());
    }

    /** Names of the services that nodes are to use by another definition or extension. */
    public Set<String> redefined() {
        return nodes.stream()
                .filter(NodeChange.Changed.class::isInstance)
                .map(NodeChange.Changed.class::cast)
                .filter(changed -> changed.parts().stream().anyMatch(PlanDiff::isServices))
                .map(changed -> changed.plan().service().name())
                .collect(Collectors.toSet());
    }
}
