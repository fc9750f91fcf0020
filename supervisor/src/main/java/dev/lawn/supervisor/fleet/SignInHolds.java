package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.fleet.AccountBook.Hold;
import dev.lawn.supervisor.state.Moment;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes must wait for their account, and why. Refreshed under the lock of {@link SignInDesk},
 * read without it, under those of others.
 */
final class SignInHolds {

    private final Map<NodeName, Hold> holds = new ConcurrentHashMap<>();

    /** Null where nothing speaks against the node. */
    @Nullable Hold of(NodeName node) {
        return holds.get(node);
    }

    /** Who has another word than before. */
    Set<NodeName> refresh(AccountBooks books, Moment now) {
        Map<NodeName, Hold> next = next(books, now);
        Set<NodeName> changed = new HashSet<>(next.keySet());
        changed.addAll(holds.keySet());
        changed.removeIf(node -> Objects.equals(next.get(node), holds.get(node)));
        holds.keySet().retainAll(next.keySet());
        holds.putAll(next);
        return changed;
    }

    private static Map<NodeName, Hold> next(AccountBooks books, Moment now) {
        Map<NodeName, Hold> next = new LinkedHashMap<>();
        for (AccountBook book : books.all()) {
            for (NodeName node : book.waiting()) {
                Hold hold = book.hold(node, now);
                if (hold != null) {
                    next.put(node, hold);
                }
            }
        }
        return next;
    }
}
