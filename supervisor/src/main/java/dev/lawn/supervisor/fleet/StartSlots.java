package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How many nodes may be starting at once: a Chrome's start takes more of the host than its whole
 * later life. First come, first served, but for those that are held. Thread-safe.
 */
final class StartSlots {

    private final int size;
    private final Predicate<NodeName> isHeld;
    private final Set<NodeName> holders = new HashSet<>();
    private final Map<NodeName, Runnable> queue = new LinkedHashMap<>();

    /**
     * @param isHeld who may not start now, and keeps its place in the queue; asked under this
     *     object's lock
     */
    StartSlots(int size, Predicate<NodeName> isHeld) {
        this.size = size;
        this.isHeld = isHeld;
    }

    /** Queues; {@code granted} runs once, when it is the node's turn. */
    void ask(NodeName node, Runnable granted) {
        synchronized (this) {
            queue.put(node, granted);
        }
        grant();
    }

    /** Gives the slot back, or leaves the queue. */
    void giveBack(NodeName node) {
        synchronized (this) {
            queue.remove(node);
            holders.remove(node);
        }
        grant();
    }

    /** Grants what can be granted: somebody may be held no longer. */
    void grant() {
        for (Runnable granted = next(); granted != null; granted = next()) {
            granted.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        if (holders.size() >= size) {
            return null;
        }
        Optional<NodeName> first = queue.keySet().stream().filter(isHeld.negate()).findFirst();
        if (first.isEmpty()) {
            return null;
        }
        holders.add(first.get());
        return queue.remove(first.get());
    }
}
