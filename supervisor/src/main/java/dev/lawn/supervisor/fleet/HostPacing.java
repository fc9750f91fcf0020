package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Reason;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.node.Blame;
import dev.lawn.supervisor.node.NodeView;
import dev.lawn.supervisor.node.Pacing;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.NodePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may start when: so many at once on this host, nobody through a proxy that is down, and one
 * after the other where a whole service is. It hears of each node's state, and tells the nodes when
 * its word about them has changed.
 *
 * <p>Thread-safe. Its locks are never held while a node is told something.
 */
final class HostPacing implements Pacing {

    private static final Logger LOG = LoggerFactory.getLogger(HostPacing.class);

    /** A probe costs a connection, so a proxy that is back is found within a minute or so. */
    private final Pace probes;

    /** A canary costs the start of a browser. */
    private final Pace canaries;

    private final Time time;
    private final StartSlots slots;
    private final Map<NodeName, ProxyGate> gateOf = new HashMap<>();
    private final Map<String, ProxyGate> gates = new LinkedHashMap<>();
    private final Map<NodeName, Outage> outageOf = new HashMap<>();
    private final Map<String, Outage> outages = new LinkedHashMap<>();
    private final Consumer<NodeName> holdChanged;

    /** A service with its nodes. Its own lock guards the breaker. */
    private record Outage(String service, ServiceBreaker breaker, List<NodeName> nodes) {}

    /**
     * @param random uniformly from 0 to 1
     * @param holdChanged told of each node that {@link #hold} may have another word about; must not
     *     block
     */
    HostPacing(
            FleetPlan plan,
            ProxyProbe probe,
            Time time,
            DoubleSupplier random,
            Consumer<NodeName> holdChanged) {
        this.probes = new Pace(Duration.ofSeconds(5), Duration.ofMinutes(1), random);
        this.canaries = new Pace(Duration.ofSeconds(15), Duration.ofMinutes(2), random);
        this.time = time;
        this.holdChanged = holdChanged;
        this.slots = new StartSlots(plan.limits().startsAtOnce(), node -> hold(node) != null);
        for (NodePlan node : plan.nodes()) {
            Outage outage = outages.computeIfAbsent(node.service().name(), HostPacing::noOutage);
            outage.nodes().add(node.name());
            outageOf.put(node.name(), outage);
            ProxyAddress proxy = node.proxy();
            if (proxy != null) {
                gateOf.put(
                        node.name(),
                        gates.computeIfAbsent(
                                proxy.display(), _ -> gate(plan, node, proxy, probe)));
            }
        }
    }

    private static Outage noOutage(String service) {
        return new Outage(service, new ServiceBreaker(), new ArrayList<>());
    }

    private ProxyGate gate(FleetPlan plan, NodePlan first, ProxyAddress proxy, ProxyProbe probe) {
        List<NodeName> nodes =
                plan.nodes().stream()
                        .filter(node -> isBehind(node, proxy))
                        .map(NodePlan::name)
                        .toList();
        return new ProxyGate(
                proxy, first.service().egress().ask(), probe, probes, time, () -> tell(nodes));
    }

    private static boolean isBehind(NodePlan node, ProxyAddress proxy) {
        return node.proxy() != null && node.proxy().display().equals(proxy.display());
    }

    @Override
    public void ask(NodeName node, Runnable granted) {
        slots.ask(node, granted);
    }

    @Override
    public void giveBack(NodeName node) {
        slots.giveBack(node);
    }

    @Override
    public @Nullable Reason hold(NodeName node) {
        ProxyGate gate = gateOf.get(node);
        Reason closed = gate == null ? null : gate.closed();
        if (closed != null) {
            return closed;
        }
        Outage outage = outageOf.get(node);
        if (outage == null) {
            return null;
        }
        synchronized (outage) {
            return outage.breaker().holds(node) ? Reason.SERVICE_OUTAGE : null;
        }
    }

    private void tell(Collection<NodeName> nodes) {
        nodes.forEach(holdChanged);
        slots.grant();
    }

    /** Hears of a node's new state or reason. */
    void seen(NodeName node, NodeView view) {
        Reason reason = view.reason();
        ProxyGate gate = gateOf.get(node);
        if (gate != null && reason != null) {
            seenThrough(gate, view.state(), reason);
        }
        Outage outage = outageOf.get(node);
        if (outage != null) {
            seen(outage, node, view.state(), reason);
        }
    }

    private static void seenThrough(ProxyGate gate, StateName state, Reason reason) {
        switch (Blame.of(reason)) {
            case PROXY -> {
                if (state == StateName.STOPPING || state == StateName.BACKOFF) {
                    gate.close(reason);
                }
            }
            case SERVICE -> {
                if (state != StateName.CONNECTING) {
                    gate.suspect();
                }
            }
            case NOBODY, NODE, HOST -> {}
        }
    }

    private void seen(Outage outage, NodeName node, StateName state, @Nullable Reason reason) {
        boolean before;
        boolean after;
        synchronized (outage) {
            before = outage.breaker().isOpen();
            outage.breaker().seen(node, state, reason, time.nanos());
            after = outage.breaker().isOpen();
        }
        if (before == after) {
            return;
        }
        LOG.warn(
                "service {}: {}",
                outage.service(),
                after ? "most nodes lost it at once; one at a time tries" : "it is back");
        tell(outage.nodes());
        if (after) {
            scheduleCanary(outage, 1);
        }
    }

    private void scheduleCanary(Outage outage, int attempt) {
        time.schedule(canaries.after(attempt), () -> sendCanary(outage, attempt));
    }

    private void sendCanary(Outage outage, int attempt) {
        NodeName canary;
        synchronized (outage) {
            if (!outage.breaker().isOpen()) {
                return;
            }
            canary = outage.breaker().sendCanary(this::isProxyUp, time.nanos()).orElse(null);
        }
        if (canary != null) {
            LOG.info("service {}: {} tries", outage.service(), canary);
            tell(List.of(canary));
        }
        scheduleCanary(outage, attempt + 1);
    }

    private boolean isProxyUp(NodeName node) {
        ProxyGate gate = gateOf.get(node);
        return gate == null || gate.closed() == null;
    }

    /** What is down now. */
    Downs downs() {
        Map<String, Boolean> services = new LinkedHashMap<>();
        for (Outage outage : outages.values()) {
            synchronized (outage) {
                services.put(outage.service(), outage.breaker().isOpen());
            }
        }
        Map<String, Boolean> proxies = new LinkedHashMap<>();
        gates.forEach((proxy, gate) -> proxies.put(proxy, gate.closed() != null));
        return new Downs(services, proxies);
    }
}
