package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.Bind;
import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.plan.NodePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By which address each node goes out. A node with a proxy must not go out by the host's own, which
 * are those the operator names and those that nodes without a proxy were last seen to go out by;
 * where there are neither, they are unknown. What an interface has is no proof: a proxy on this
 * very host may well go out by it, and behind a router it is not what the world sees. Thread-safe.
 */
final class ExitIps {

    private static final Logger LOG = LoggerFactory.getLogger(ExitIps.class);

    private final Set<String> named;
    private final Consumer<NodePlan> leaks;

    /** Of the nodes that have a worker. */
    private final Map<NodeName, Exit> exits = new HashMap<>();

    /** They stay the host's, whatever becomes of the nodes that told them. */
    private final Map<OwnWay, String> hosts = new HashMap<>();

    /**
     * @param launched what its worker was given
     */
    private record Exit(NodePlan launched, String ip) {

        boolean isHosts() {
            return launched.proxy() == null;
        }

        boolean isOfServiceOf(Exit other) {
            return launched.service().name().equals(other.launched.service().name());
        }
    }

    /**
     * A way out of the host itself, which has one address at a time.
     *
     * @param bind null for the kernel's choice
     * @param six whether by IPv6
     */
    private record OwnWay(@Nullable Bind bind, boolean six) {

        static OwnWay of(Exit exit) {
            return new OwnWay(exit.launched().bind(), exit.ip().contains(":"));
        }
    }

    /**
     * @param named the host's own addresses, as the operator says
     * @param leaks told what the worker was given of each node with a proxy that goes out by one of
     *     the host's own, each time it says so; outside of any lock
     */
    ExitIps(Set<String> named, Consumer<NodePlan> leaks) {
        this.named = Set.copyOf(named);
        this.leaks = leaks;
    }

    /**
     * A node's exit IP.
     *
     * @param launched what its worker was given
     * @return why the node may not go on, for people; empty where it may
     */
    Optional<String> seen(NodePlan launched, String ip) {
        List<NodePlan> leaking = new ArrayList<>();
        synchronized (this) {
            Exit exit = new Exit(launched, ip);
            if (!exit.equals(exits.put(launched.name(), exit))) {
                warnOfOthers(exit);
            }
            if (!exit.isHosts() && isHosts(ip)) {
                leaking.add(launched);
            } else if (exit.isHosts() && !ip.equals(hosts.put(OwnWay.of(exit), ip))) {
                leaking.addAll(leakingBy(ip));
            }
        }
        leaking.forEach(leaks);
        return leaking.contains(launched)
                ? Optional.of("its exit IP %s is the host's own".formatted(ip))
                : Optional.empty();
    }

    private boolean isHosts(String ip) {
        return named.contains(ip) || hosts.containsValue(ip);
    }

    private List<NodePlan> leakingBy(String ip) {
        return exits.values().stream()
                .filter(exit -> !exit.isHosts() && exit.ip().equals(ip))
                .map(Exit::launched)
                .toList();
    }

    private void warnOfOthers(Exit exit) {
        NodeName node = exit.launched().name();
        List<NodeName> others =
                exits.values().stream()
                        .filter(other -> !other.launched().name().equals(node))
                        .filter(other -> other.ip().equals(exit.ip()))
                        .filter(exit::isOfServiceOf)
                        .map(other -> other.launched().name())
                        .toList();
        if (!others.isEmpty()) {
            LOG.warn("{}: goes out by {}, and so does {}", node, exit.ip(), others);
        }
    }

    /** Its worker has gone. */
    synchronized void gone(NodeName node) {
        exits.remove(node);
    }

    /** Only these nodes are there from now on. */
    synchronized void retain(Set<NodeName> nodes) {
        exits.keySet().retainAll(nodes);
    }
}
