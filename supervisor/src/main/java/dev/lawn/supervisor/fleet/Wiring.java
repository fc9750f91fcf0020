package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.NodePlan;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * By which gate and under which breaker each node of a plan goes; immutable. Another plan keeps the
 * gates and breakers that it needs still, with all they know.
 */
record Wiring(
        Map<NodeName, Way> ways,
        Map<Way, ProxyGate> gates,
        Map<NodeName, String> services,
        Map<String, Outage> outages) {

    static final Wiring NONE = new Wiring(Map.of(), Map.of(), Map.of(), Map.of());

    Wiring {
        ways = Map.copyOf(ways);
        gates = Collections.unmodifiableMap(gates);
        services = Map.copyOf(services);
        outages = Collections.unmodifiableMap(outages);
    }

    /** A service with its nodes. The breaker guards itself by its own lock. */
    record Outage(
            String service, Duration selfHeal, ServiceBreaker breaker, List<NodeName> nodes) {}

    /** One way: the same proxy with other credentials, or to another service, is another. */
    record Way(ProxyAddress proxy, URI service) {

        static Optional<Way> of(NodePlan node) {
            return Optional.ofNullable(node.proxy())
                    .map(proxy -> new Way(proxy, node.service().onTheWeb()));
        }
    }

    /** That of another plan. */
    Wiring next(FleetPlan plan, Function<Way, ProxyGate> newGate) {
        Map<NodeName, Way> nextWays = new HashMap<>();
        Map<Way, ProxyGate> nextGates = new LinkedHashMap<>();
        Map<NodeName, String> nextServices = new HashMap<>();
        Map<String, Outage> nextOutages = new LinkedHashMap<>();
        for (NodePlan node : plan.nodes()) {
            String service = node.service().name();
            nextServices.put(node.name(), service);
            nextOutages.computeIfAbsent(service, _ -> outage(node)).nodes().add(node.name());
            Way.of(node)
                    .ifPresent(
                            way -> {
                                nextWays.put(node.name(), way);
                                nextGates.computeIfAbsent(way, _ -> gate(way, newGate));
                            });
        }
        return new Wiring(nextWays, nextGates, nextServices, nextOutages);
    }

    private Outage outage(NodePlan first) {
        String service = first.service().name();
        Outage known = outages.get(service);
        return new Outage(
                service,
                first.service().timings().selfHeal(),
                known == null ? new ServiceBreaker() : known.breaker(),
                new ArrayList<>());
    }

    private ProxyGate gate(Way way, Function<Way, ProxyGate> newGate) {
        ProxyGate known = gates.get(way);
        return known == null ? newGate.apply(way) : known;
    }

    /** Null where the node needs no proxy, or is not there. */
    @Nullable ProxyGate gate(NodeName node) {
        Way way = ways.get(node);
        return way == null ? null : gates.get(way);
    }

    /**
     * The one that a worker goes by.
     *
     * @param started by what it was started, which may be no plan of now
     * @return null where it needs no proxy, or nobody goes by that one any more
     */
    @Nullable ProxyGate gate(NodePlan started) {
        Way planned = ways.get(started.name());
        // By the same proxy to another page of the service, after a new definition.
        return planned != null && planned.proxy().equals(started.proxy())
                ? gates.get(planned)
                : Way.of(started).map(gates::get).orElse(null);
    }

    /** Null where the node is not there. */
    @Nullable Outage outage(NodeName node) {
        String service = services.get(node);
        return service == null ? null : outages.get(service);
    }

    /** Who goes that way. */
    List<NodeName> nodes(Way way) {
        return ways.entrySet().stream()
                .filter(each -> each.getValue().equals(way))
                .map(Map.Entry::getKey)
                .sorted(java.util.Comparator.comparing(NodeName::value))
                .toList();
    }
}
