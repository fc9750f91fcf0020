package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.plan.NodePlan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By which address each node goes out. A node with a proxy must not go out by the host's own, which
 * are those the operator names and those that nodes without a proxy go out by. Thread-safe.
 */
final class ExitIps {

    private static final Logger LOG = LoggerFactory.getLogger(ExitIps.class);

    private final Set<String> named;
    private final Consumer<NodeName> leaks;
    private final Map<NodeName, Exit> exits = new HashMap<>();

    private record Exit(String ip, String service, boolean isHosts) {}

    /**
     * @param named the host's own addresses, as the operator says
     * @param leaks told of each node with a proxy that goes out by one of the host's own, each time
     *     it says so; outside of any lock
     */
    ExitIps(Set<String> named, Consumer<NodeName> leaks) {
        this.named = Set.copyOf(named);
        this.leaks = leaks;
    }

    /**
     * A node's exit IP.
     *
     * @return why the node may not go on, for people; empty where it may
     */
    Optional<String> seen(NodePlan node, String ip) {
        Set<NodeName> leaking = new HashSet<>();
        synchronized (this) {
            Exit exit = new Exit(ip, node.service().name(), node.proxy() == null);
            boolean isNews = !exit.equals(exits.put(node.name(), exit));
            if (isNews) {
                warnOfOthers(node.name(), exit);
            }
            if (!exit.isHosts() && isHosts(ip)) {
                leaking.add(node.name());
            } else if (exit.isHosts() && isNews) {
                exits.forEach(
                        (other, its) -> {
                            if (!its.isHosts() && its.ip().equals(ip)) {
                                leaking.add(other);
                            }
                        });
            }
        }
        leaking.forEach(leaks);
        return leaking.contains(node.name())
                ? Optional.of("its exit IP %s is the host's own".formatted(ip))
                : Optional.empty();
    }

    private boolean isHosts(String ip) {
        return named.contains(ip)
                || exits.values().stream().anyMatch(exit -> exit.isHosts() && exit.ip().equals(ip));
    }

    private void warnOfOthers(NodeName node, Exit exit) {
        List<NodeName> others =
                exits.entrySet().stream()
                        .filter(other -> !other.getKey().equals(node))
                        .filter(other -> other.getValue().ip().equals(exit.ip()))
                        .filter(other -> other.getValue().service().equals(exit.service()))
                        .map(Map.Entry::getKey)
                        .toList();
        if (!others.isEmpty()) {
            LOG.warn("{}: goes out by {}, and so does {}", node, exit.ip(), others);
        }
    }

    /** Its worker has gone. What a node without a proxy told of the host stays true. */
    synchronized void gone(NodeName node) {
        Exit exit = exits.get(node);
        if (exit != null && !exit.isHosts()) {
            exits.remove(node);
        }
    }

    /** Only these nodes are there from now on. */
    synchronized void retain(Set<NodeName> nodes) {
        exits.keySet().retainAll(nodes);
    }
}
