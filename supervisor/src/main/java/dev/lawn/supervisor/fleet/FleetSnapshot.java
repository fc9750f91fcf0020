package dev.lawn.supervisor.fleet;

import dev.lawn.supervisor.node.StateName;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The whole fleet at one moment. Metrics, status and board all read this and nothing else.
 *
 * @param at when it was taken
 * @param nodes in the order of accounts.yaml
 * @param downs which services and proxies are known to be down
 * @param accounts their sign-ins, in the order of accounts.yaml
 * @param rollouts the locked extension of each service
 */
public record FleetSnapshot(
        Instant at,
        List<NodeSnapshot> nodes,
        Downs downs,
        List<AccountSnapshot> accounts,
        List<RolloutSnapshot> rollouts) {

    public FleetSnapshot {
        nodes = List.copyOf(nodes);
        accounts = List.copyOf(accounts);
        rollouts = List.copyOf(rollouts);
    }

    /** Nodes that go out by an address which another of their service goes out by, too. */
    public List<SharedEgress> sharedEgress() {
        return SharedEgress.among(nodes);
    }

    /** How many nodes are in each state; every state is there, 0 included. */
    public Map<StateName, Long> countByState() {
        Map<StateName, Long> counts = new EnumMap<>(StateName.class);
        for (StateName state : StateName.values()) {
            counts.put(state, 0L);
        }
        nodes.forEach(node -> counts.merge(node.state(), 1L, Long::sum));
        return counts;
    }
}
