package dev.lawn.faults.measure;

import dev.lawn.faults.lawn.Status;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A world at one moment.
 *
 * @param asked when Lawn was asked, on the monotonic clock: its status is no older
 * @param nanos when all was seen, on the same clock
 * @param status what Lawn said; null where it did not answer
 * @param earning what the oracle said of each node
 * @param heard when the oracle last heard each node, on the same clock
 */
public record Sight(
        long asked,
        long nanos,
        @Nullable Status status,
        Map<String, Boolean> earning,
        Map<String, Long> heard) {

    public Sight {
        earning = Map.copyOf(earning);
        heard = Map.copyOf(heard);
    }

    /** What Lawn said of a node; empty where it said nothing. */
    public Optional<Status.Node> node(String name) {
        return Optional.ofNullable(status).flatMap(s -> s.node(name));
    }

    /** Lawn says connected, and so it is. */
    public boolean earnsAndSaysSo(String name) {
        return saysConnected(name) && earns(name);
    }

    /** Lawn says connected, and so it is not. */
    public boolean lies(String name) {
        return saysConnected(name) && !earns(name);
    }

    /** Whether the oracle heard the node at this moment or later: a socket may outlive its peer. */
    boolean heardSince(String name, long moment) {
        Long last = heard.get(name);
        return last != null && last - moment >= 0;
    }

    private boolean saysConnected(String name) {
        return node(name).filter(Status.Node::isConnected).isPresent();
    }

    boolean earns(String name) {
        return earning.getOrDefault(name, false);
    }

    /** All of them. */
    public boolean allEarn() {
        return status != null
                && !status.nodes().isEmpty()
                && earning.keySet().stream().allMatch(this::earnsAndSaysSo);
    }
}
