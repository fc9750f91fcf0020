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
 */
public record FleetSnapshot(Instant at, List<NodeSnapshot> nodes, Downs downs) {

    public FleetSnapshot {
        nodes = List.copyOf(nodes);
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
