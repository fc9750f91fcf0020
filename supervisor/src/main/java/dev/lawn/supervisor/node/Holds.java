package dev.lawn.supervisor.node;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.NodeState.Deadline;
import dev.lawn.supervisor.node.NodeState.Degraded;
import dev.lawn.supervisor.node.NodeState.Live;
import dev.lawn.supervisor.node.NodeState.Resting;
import dev.lawn.supervisor.node.NodeState.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * What a known outage means for a node: who waits shows why, and who lost the service keeps its
 * browser, since another one would find no service either. Pure.
 */
record Holds(NodeTimings timings) {

    /**
     * The state under that hold.
     *
     * @param hold why nobody should restart the node; null where nothing speaks against it
     */
    NodeState apply(NodeState state, @Nullable Reason hold, long now) {
        return switch (state) {
            case Waiting waiting when waiting.held() != hold ->
                    new Waiting(waiting.ticket(), waiting.after(), hold, waiting.failures());
            case Degraded degraded -> held(degraded, excuse(degraded, hold), now);
            case Live _, Resting _, NodeState.Backoff _, NodeState.Stopping _ -> state;
        };
    }

    /** An outage explains a lost connection. It explains no dead extension. */
    private static @Nullable Reason excuse(Degraded degraded, @Nullable Reason hold) {
        return Blame.of(degraded.missing()) == Blame.SERVICE ? hold : null;
    }

    /** When the outage is over, the extension has all its time to find back by itself. */
    private Degraded held(Degraded was, @Nullable Reason hold, long now) {
        if (was.held() == hold) {
            return was;
        }
        Deadline deadline =
                hold == null
                        ? Deadline.in(timings.service().selfHeal(), was.missing(), now)
                        : was.untilHealed();
        return new Degraded(
                was.run(), was.missing(), hold, was.quietLimit(), deadline, was.failures());
    }
}
