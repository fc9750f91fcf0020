package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.fleet.Wiring.Outage;
import dev.lawn.supervisor.fleet.Wiring.Way;
import dev.lawn.supervisor.node.Blame;
import dev.lawn.supervisor.node.NodeView;
import dev.lawn.supervisor.node.Pacing;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.NodePlan;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
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

    /** Somebody has to mend a proxy that leaks; each try costs the start of a browser. */
    private final Pace leaks;

    private final Function<NodeName, @Nullable Reason> accountHold;
    private final Time time;
    private final StartSlots slots;
    private final ProxyProbe probe;
    private final Told told;
    private volatile Wiring wiring = Wiring.NONE;

    /** Who hears of what was decided. Must not block. */
    interface Told {
        /** {@link #hold} may have another word about this node. */
        void holdChanged(NodeName node);

        /** It is this node's turn to try whether its service is back. */
        void canary(NodeName node);
    }

    /**
     * @param accountHold why a node's account keeps it from starting; null where nothing does
     * @param random uniformly from 0 to 1
     */
    HostPacing(
            FleetPlan plan,
            ProxyProbe probe,
            Function<NodeName, @Nullable Reason> accountHold,
            Time time,
            DoubleSupplier random,
            Told told) {
        this.probes = new Pace(Duration.ofSeconds(5), Duration.ofMinutes(1), random);
        this.canaries = new Pace(Duration.ofSeconds(15), Duration.ofMinutes(2), random);
        this.leaks = new Pace(Duration.ofMinutes(10), Duration.ofHours(6), random);
        this.probe = probe;
        this.accountHold = accountHold;
        this.time = time;
        this.told = told;
        this.slots = new StartSlots(plan.limits().startsAtOnce(), node -> hold(node) != null);
        this.wiring = Wiring.NONE.next(plan, this::gate);
    }

    private ProxyGate gate(Way way) {
        return new ProxyGate(
                way.proxy(),
                way.service(),
                probe,
                probes,
                leaks,
                time,
                () -> tell(wiring.nodes(way)));
    }

    /**
     * Another plan: what is known of proxies and services that are still used is kept. The start
     * slots stay as many as they were.
     *
     * @param redefined services whose new definition may end what was taken for their outage
     */
    void replan(FleetPlan plan, Set<String> redefined) {
        Map<NodeName, Optional<Reason>> held = holds(plan);
        Wiring before = wiring;
        Wiring after = before.next(plan, this::gate);
        wiring = after;
        before.gates().values().stream()
                .filter(gate -> !after.gates().containsValue(gate))
                .forEach(ProxyGate::retire);
        for (Outage outage : after.outages().values()) {
            synchronized (outage.breaker()) {
                outage.breaker().retain(Set.copyOf(outage.nodes()));
                if (redefined.contains(outage.service())) {
                    outage.breaker().forgive();
                }
            }
        }
        Map<NodeName, Optional<Reason>> holds = holds(plan);
        holds.entrySet().removeAll(held.entrySet());
        tell(holds.keySet());
    }

    private Map<NodeName, Optional<Reason>> holds(FleetPlan plan) {
        Map<NodeName, Optional<Reason>> holds = new LinkedHashMap<>();
        for (NodePlan node : plan.nodes()) {
            holds.put(node.name(), Optional.ofNullable(hold(node.name())));
        }
        return holds;
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
        Wiring now = wiring;
        ProxyGate gate = now.gate(node);
        Reason closed = gate == null ? null : gate.closed();
        if (closed != null) {
            return closed;
        }
        Reason account = accountHold.apply(node);
        if (account != null) {
            return account;
        }
        Outage outage = now.outage(node);
        if (outage == null) {
            return null;
        }
        synchronized (outage.breaker()) {
            return outage.breaker().holds(node) ? Reason.SERVICE_OUTAGE : null;
        }
    }

    /**
     * A node's worker has a proxy, and goes out by the host's own address.
     *
     * @param launched what the worker was given: another plan may have come since
     */
    void leaks(NodePlan launched) {
        ProxyGate gate = wiring.gate(launched);
        if (gate != null) {
            gate.leaks();
        }
    }

    /** {@link #hold} may have another word about these nodes. */
    void tell(Collection<NodeName> nodes) {
        nodes.forEach(told::holdChanged);
        slots.grant();
    }

    /**
     * Hears of a node's new state or reason.
     *
     * @param inForce by what its worker was started, where it has one
     */
    void seen(NodePlan inForce, NodeView view) {
        NodeName node = inForce.name();
        Reason reason = view.reason();
        Wiring now = wiring;
        ProxyGate gate = now.gate(inForce);
        if (gate != null) {
            seenThrough(gate, view.state(), reason);
        }
        Outage outage = now.outage(node);
        if (outage != null) {
            Reason closed = gate == null ? null : gate.closed();
            // What its proxy explains says nothing about the service.
            boolean isExplained = closed != null && view.state() != StateName.CONNECTED;
            seen(outage, node, view.state(), isExplained ? Reason.PROXY_UNREACHABLE : reason);
        }
    }

    private static void seenThrough(ProxyGate gate, StateName state, @Nullable Reason reason) {
        if (state == StateName.CONNECTED) {
            gate.recovered();
        }
        if (reason == null) {
            return;
        }
        switch (Blame.of(reason)) {
            case PROXY -> {
                if (state == StateName.STOPPING) {
                    gate.close(reason);
                }
            }
            case SERVICE -> {
                if (state != StateName.CONNECTING) {
                    gate.suspect();
                }
            }
            case NOBODY, NODE, ACCOUNT, HOST -> {}
        }
    }

    private void seen(Outage outage, NodeName node, StateName state, @Nullable Reason reason) {
        Long before;
        Long after;
        synchronized (outage.breaker()) {
            before = outage.breaker().openSince();
            outage.breaker().seen(node, state, reason, time.nanos());
            after = outage.breaker().openSince();
        }
        if (Objects.equals(before, after)) {
            return;
        }
        LOG.warn(
                "service {}: {}",
                outage.service(),
                after == null ? "it is back" : "most nodes lost it at once; one at a time tries");
        tell(outage.nodes());
        if (after != null) {
            scheduleCanary(outage.service(), after, 1);
        }
    }

    /**
     * @param since of the outage it belongs to; with another one this loop ends
     */
    private void scheduleCanary(String service, long since, int attempt) {
        time.schedule(canaries.after(attempt), () -> sendCanary(service, since, attempt));
    }

    private void sendCanary(String service, long since, int attempt) {
        Outage outage = wiring.outages().get(service);
        if (outage == null) {
            return;
        }
        NodeName canary;
        synchronized (outage.breaker()) {
            if (!Objects.equals(outage.breaker().openSince(), since)) {
                return;
            }
            canary =
                    outage.breaker()
                            .sendCanary(this::canTry, outage.selfHeal(), time.nanos())
                            .orElse(null);
        }
        if (canary != null) {
            LOG.info("service {}: {} tries", outage.service(), canary);
            tell(List.of(canary));
            told.canary(canary);
        }
        scheduleCanary(service, since, attempt + 1);
    }

    private boolean canTry(NodeName node) {
        ProxyGate gate = wiring.gate(node);
        return (gate == null || gate.closed() == null) && accountHold.apply(node) == null;
    }

    /** What is down now. */
    Downs downs() {
        Map<String, Boolean> services = new LinkedHashMap<>();
        Wiring now = wiring;
        for (Outage outage : now.outages().values()) {
            synchronized (outage.breaker()) {
                services.put(outage.service(), outage.breaker().isOpen());
            }
        }
        Map<String, Boolean> proxies = new LinkedHashMap<>();
        Map<String, Boolean> leaking = new LinkedHashMap<>();
        now.gates()
                .forEach(
                        (way, gate) -> {
                            String proxy = way.proxy().display();
                            Reason closed = gate.closed();
                            proxies.merge(proxy, closed != null, Boolean::logicalOr);
                            leaking.merge(proxy, closed == Reason.EGRESS_LEAK, Boolean::logicalOr);
                        });
        return new Downs(services, proxies, leaking);
    }
}
