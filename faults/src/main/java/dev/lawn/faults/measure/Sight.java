package dev.lawn.faults.measure;

import dev.lawn.faults.lawn.Status;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A world at one moment.
 *
 * @param nanos when, on the monotonic clock
 * @param status what Lawn said; null where it did not answer
 * @param earning what the oracle said of each node
 */
public record Sight(long nanos, @Nullable Status status, Map<String, Boolean> earning) {

    public Sight {
        earning = Map.copyOf(earning);
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

    private boolean saysConnected(String name) {
        return node(name).filter(Status.Node::isConnected).isPresent();
    }

    private boolean earns(String name) {
        return earning.getOrDefault(name, false);
    }

    /** All of them. */
    public boolean allEarn() {
        return status != null
                && !status.nodes().isEmpty()
                && earning.keySet().stream().allMatch(this::earnsAndSaysSo);
    }
}
