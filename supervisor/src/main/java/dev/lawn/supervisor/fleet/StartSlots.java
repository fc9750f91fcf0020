package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.node.SlotQueue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many nodes may be starting at once: a Chrome's start takes more of the host than its whole
 * later life. First come, first served. Thread-safe.
 */
final class StartSlots implements SlotQueue {

    private final int size;
    private final Set<NodeName> holders = new HashSet<>();
    private final Map<NodeName, Runnable> queue = new LinkedHashMap<>();

    StartSlots(int size) {
        this.size = size;
    }

    @Override
    public void ask(NodeName node, Runnable granted) {
        synchronized (this) {
            queue.put(node, granted);
        }
        grant();
    }

    @Override
    public void giveBack(NodeName node) {
        synchronized (this) {
            queue.remove(node);
            holders.remove(node);
        }
        grant();
    }

    private void grant() {
        for (Runnable granted = next(); granted != null; granted = next()) {
            granted.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        if (queue.isEmpty() || holders.size() >= size) {
            return null;
        }
        Map.Entry<NodeName, Runnable> first = queue.entrySet().iterator().next();
        queue.remove(first.getKey());
        holders.add(first.getKey());
        return first.getValue();
    }
}
