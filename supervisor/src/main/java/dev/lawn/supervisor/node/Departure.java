package dev.lawn.supervisor.node;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.Effect.GiveBackSlot;
import dev.lawn.supervisor.node.Effect.Take;
import dev.lawn.supervisor.node.NodeState.Live;
import dev.lawn.supervisor.node.NodeState.Starting;
import dev.lawn.supervisor.node.NodeState.Stopping;
import dev.lawn.supervisor.node.NodeState.Then;
import java.util.List;

/** The ways out of a live state: down the stop ladder, or straight into another state. Pure. */
final class Departure {

    private Departure() {}

    /** The last rung is taken again and again: only {@link NodeEvent.Exited} ends a stop. */
    static Transition nextRung(Stopping was, long now) {
        StopRung rung = was.rungs().getFirst();
        List<StopRung> rest =
                was.rungs().size() == 1 ? was.rungs() : was.rungs().subList(1, was.rungs().size());
        return Transition.to(
                new Stopping(
                        was.incarnation(),
                        was.reason(),
                        rest,
                        now + rung.patience().toNanos(),
                        was.then()),
                new Take(was.incarnation(), rung.action()));
    }

    static Transition stop(Live live, Reason reason, List<StopRung> ladder, Then then, long now) {
        Stopping begun = new Stopping(live.run().incarnation(), reason, ladder, now, then);
        return leave(live, nextRung(begun, now));
    }

    static Transition leave(Live live, NodeState next) {
        return leave(live, Transition.to(next));
    }

    /** Every way out of {@link Starting} gives the start slot back. */
    static Transition leave(Live live, Transition onwards) {
        return live instanceof Starting ? onwards.after(new GiveBackSlot()) : onwards;
    }

    static Stopping withThen(Stopping was, Reason reason, Then then) {
        return new Stopping(was.incarnation(), reason, was.rungs(), was.nextRungAt(), then);
    }
}
