package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.fleet.Rollout.Halt;
import dev.lawn.supervisor.plan.ExtensionPin;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.NodePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives nodes that run the extension of the last reload, a few at a time over all services. A
 * reload begins it; a restart of Lawn ends it, since everybody starts with the new one then.
 *
 * <p>Thread-safe. Its lock is held while a node is looked at and told to restart; neither blocks.
 */
final class ExtensionRollouts {

    private static final Logger LOG = LoggerFactory.getLogger(ExtensionRollouts.class);

    /** Nobody tells when a hold ends of a node that it did not touch. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** Of ten nodes one may be away. */
    private static final int SHARE = 10;

    private final BiFunction<NodeName, String, Optional<RolloutNode>> sight;
    private final Consumer<NodeName> restart;
    private final Time time;
    private final Map<String, Rollout> rollouts = new LinkedHashMap<>();

    /** Incarnations that a reload ends anyway, whatever their nodes still look like. */
    private final Map<NodeName, String> leaving = new HashMap<>();

    private Targets targets;
    private boolean isTicking;

    /**
     * What the plan wants.
     *
     * @param pins by service; none where nobody locked its extension
     * @param nodes by service
     */
    private record Targets(
            Map<String, ExtensionPin> pins, Map<String, List<NodeName>> nodes, int most) {

        static Targets of(FleetPlan plan) {
            Map<String, ExtensionPin> pins = new LinkedHashMap<>();
            Map<String, List<NodeName>> nodes = new HashMap<>();
            for (NodePlan node : plan.nodes()) {
                String service = node.service().name();
                nodes.computeIfAbsent(service, _ -> new ArrayList<>()).add(node.name());
                ExtensionPin pin = node.extension();
                if (pin != null) {
                    pins.put(service, pin);
                }
            }
            int share = Math.max(1, plan.nodes().size() / SHARE);
            return new Targets(pins, nodes, Math.min(plan.limits().startsAtOnce(), share));
        }

        List<NodeName> of(String service) {
            return nodes.getOrDefault(service, List.of());
        }
    }

    /**
     * @param sight what is known of a node now; empty where it does not run by that service
     * @param restart restarts one that earns, its session kept; must not block
     */
    ExtensionRollouts(
            FleetPlan plan,
            BiFunction<NodeName, String, Optional<RolloutNode>> sight,
            Consumer<NodeName> restart,
            Time time) {
        this.targets = Targets.of(plan);
        this.sight = sight;
        this.restart = restart;
        this.time = time;
    }

    /**
     * Begins with what was locked when the plan was read. One that was halted gets another chance;
     * one under way for the same extension goes on.
     *
     * @param restarting nodes that restart for another part of their new plan
     * @return of each locked service whose nodes do not all run it
     */
    synchronized List<RolloutSnapshot> begin(FleetPlan plan, Set<NodeName> restarting) {
        targets = Targets.of(plan);
        rollouts.keySet().retainAll(targets.pins().keySet());
        rollouts.replaceAll((_, rollout) -> rollout.without(restarting));
        noteLeaving(restarting);
        targets.pins().forEach(this::begin);
        List<RolloutSnapshot> begun =
                snapshot().stream().filter(each -> each.left() + each.away() > 0).toList();
        look();
        return begun;
    }

    /** They were told, and need not have heard of it yet. */
    private void noteLeaving(Set<NodeName> restarting) {
        leaving.clear();
        for (String service : targets.pins().keySet()) {
            for (RolloutNode node : seen(service)) {
                String marker = node.marker();
                if (marker != null && restarting.contains(node.node())) {
                    leaving.put(node.node(), marker);
                }
            }
        }
    }

    private void begin(String service, ExtensionPin target) {
        Rollout before = rollouts.get(service);
        if (before == null) {
            rollouts.put(service, Rollout.to(target));
        } else if (!before.target().equals(target) || before.halt() != null) {
            rollouts.put(service, before.anew(target));
        }
    }

    /** A node's state has changed. */
    synchronized void look() {
        for (String service : List.copyOf(rollouts.keySet())) {
            look(service);
        }
        boolean isUnderWay = rollouts.values().stream().anyMatch(each -> each.halt() == null);
        if (isUnderWay && !isTicking) {
            isTicking = true;
            time.schedule(LOOK, this::tick);
        }
    }

    private synchronized void tick() {
        isTicking = false;
        look();
    }

    private void look(String service) {
        Rollout before = rollout(service);
        List<RolloutNode> nodes = staying(seen(service));
        Rollout.Step step = before.look(nodes, targets.most() - awayBut(service));
        Rollout next = step.next();
        rollouts.put(service, next);
        for (NodeName node : step.restart()) {
            LOG.info(
                    "{} is restarted for extension {} of {}; {} more to go",
                    node,
                    next.target().version(),
                    service,
                    next.left(nodes));
            restart.accept(node);
        }
        Halt halt = next.halt();
        if (before.halt() == null && halt != null) {
            LOG.error(words(service, next.target(), halt));
        } else if (next.isOver(nodes)) {
            rollouts.remove(service);
            if (!before.away().isEmpty()) {
                LOG.info("{}: rolled out extension {}", service, next.target().version());
            }
        }
    }

    private Rollout rollout(String service) {
        Rollout rollout = rollouts.get(service);
        if (rollout == null) {
            throw new IllegalStateException("no rollout of " + service);
        }
        return rollout;
    }

    private int awayBut(String service) {
        return rollouts.entrySet().stream()
                .filter(each -> !each.getKey().equals(service))
                .mapToInt(each -> each.getValue().away().size())
                .sum();
    }

    private List<RolloutNode> seen(String service) {
        return targets.of(service).stream()
                .flatMap(node -> sight.apply(node, service).stream())
                .toList();
    }

    private List<RolloutNode> staying(List<RolloutNode> nodes) {
        return nodes.stream()
                .filter(
                        node ->
                                node.marker() == null
                                        || !node.marker().equals(leaving.get(node.node())))
                .toList();
    }

    private static String words(String service, ExtensionPin target, Halt halt) {
        return "%1$s: the rollout of extension %2$s (%3$.12s) is halted: %4$s %5$s. Nobody else is restarted for it. Put the older one back with: lawn extension add FILE --service %1$s, then: lawn reload. If it was not the extension's fault, lawn reload alone goes on"
                .formatted(service, target.version(), target.sha256(), halt.node(), halt.why());
    }

    /** Of each service whose extension is locked, in the order of the plan. */
    synchronized List<RolloutSnapshot> snapshot() {
        List<RolloutSnapshot> all = new ArrayList<>();
        targets.pins().forEach((service, target) -> all.add(snapshot(service, target)));
        return all;
    }

    private RolloutSnapshot snapshot(String service, ExtensionPin target) {
        List<RolloutNode> nodes = seen(service);
        long outdated = nodes.stream().filter(node -> node.isOutdated(target)).count();
        Rollout rollout = rollouts.get(service);
        Halt halt = rollout == null ? null : rollout.halt();
        return new RolloutSnapshot(
                service,
                target,
                state(rollout),
                Math.toIntExact(outdated),
                rollout == null ? 0 : rollout.away().size(),
                rollout == null ? 0 : Math.toIntExact(rollout.left(staying(nodes))),
                targets.most(),
                halt == null ? null : words(service, target, halt));
    }

    private static RolloutSnapshot.State state(@Nullable Rollout rollout) {
        if (rollout == null) {
            return RolloutSnapshot.State.SETTLED;
        }
        return rollout.halt() == null
                ? RolloutSnapshot.State.ROLLING
                : RolloutSnapshot.State.HALTED;
    }
}
