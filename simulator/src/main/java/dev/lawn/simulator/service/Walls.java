package dev.lawn.simulator.service;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The captcha walls. Each refused sign-in raises one; a person takes it down in the page, and then
 * the same account passes it once. Thread-safe.
 */
public final class Walls {

    private record Wall(String account, boolean solved) {
        Wall takenDown() {
            return new Wall(account, true);
        }
    }

    private final Map<String, Wall> walls = new ConcurrentHashMap<>();
    private final AtomicInteger raised = new AtomicInteger();

    /** Raises one before this account. Answers its id. */
    public String raise(String account) {
        String id = "wall-" + raised.incrementAndGet();
        walls.put(id, new Wall(account, false));
        return id;
    }

    /** Takes one down; an unknown id does nothing. */
    public void solve(String id) {
        walls.computeIfPresent(id, (_, wall) -> wall.takenDown());
    }

    /** Whether it was taken down, and nobody passed it yet. */
    public boolean isSolved(String id) {
        Wall wall = walls.get(id);
        return wall != null && wall.solved();
    }

    /** Passes it, where it is this account's and taken down; not a second time. */
    public boolean pass(String account, String id) {
        return walls.remove(id, new Wall(account, true));
    }
}
