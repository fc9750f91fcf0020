package dev.lawn.supervisor.node;

import java.util.ArrayList;
import java.util.List;

/**
 * What follows an event.
 *
 * @param next the state from now on; the same one where the event changes nothing
 * @param effects what to do, in order
 */
record Transition(NodeState next, List<Effect> effects) {

    Transition {
        effects = List.copyOf(effects);
    }

    /** The same, and this before all else. */
    Transition after(Effect first) {
        List<Effect> all = new ArrayList<>();
        all.add(first);
        all.addAll(effects);
        return new Transition(next, all);
    }

    static Transition to(NodeState next, Effect... effects) {
        return new Transition(next, List.of(effects));
    }
}
