package dev.lawn.supervisor.node;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.NodeState.Deadline;
import dev.lawn.supervisor.node.NodeState.Degraded;
import dev.lawn.supervisor.node.NodeState.Hold;
import dev.lawn.supervisor.node.NodeState.Live;
import dev.lawn.supervisor.node.NodeState.Resting;
import dev.lawn.supervisor.node.NodeState.Waiting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a known outage means for a node: who waits shows why, and who lost the service keeps its
 * browser, since another one would find no service either. Pure.
 */
final class Holds {

    /** After an outage restarts come one after the other, over this time. */
    private static final Duration SPREAD = Duration.ofSeconds(30);

    private static final long NANOS = 1_000_000;

    private Holds() {}

    /**
     * The state under that hold.
     *
     * @param hold why nobody should restart the node; null where nothing speaks against it
     */
    static NodeState apply(NodeState state, @Nullable Reason hold, long now) {
        return switch (state) {
            case Waiting waiting when waiting.held() != hold ->
                    new Waiting(waiting.ticket(), waiting.after(), hold, waiting.failures());
            case Degraded degraded -> held(degraded, excuse(degraded, hold), now);
            case Live _, Resting _, NodeState.Backoff _, NodeState.Stopping _ -> state;
        };
    }

    /**
     * Whether a node that runs goes down for it. Nobody goes on by a way out that leaks, whatever
     * it is at; who has used up the day's traffic is left to a start, a sign-in or a person.
     */
    static boolean ends(Live live, @Nullable Reason hold) {
        return switch (hold) {
            case EGRESS_LEAK -> true;
            case TRAFFIC_LIMIT -> live.name().isRecyclable();
            case null, default -> false;
        };
    }

    /**
     * An outage explains a lost connection. It explains no dead extension, and one of the service
     * no exit IP that is unknown while the extension is connected.
     */
    private static @Nullable Reason excuse(Degraded degraded, @Nullable Reason hold) {
        Reason missing = degraded.missing();
        boolean isConnected = missing == Reason.EGRESS_UNPROVEN && hold == Reason.SERVICE_OUTAGE;
        return Blame.of(missing) == Blame.SERVICE && !isConnected ? hold : null;
    }

    /** The clock stands still while the node is held. */
    private static Degraded held(Degraded was, @Nullable Reason reason, long now) {
        Hold before = was.hold();
        if (reason == (before == null ? null : before.reason())) {
            return was;
        }
        Deadline deadline = was.untilHealed();
        Hold hold = null;
        if (reason != null) {
            hold = new Hold(reason, before == null ? now : before.since());
        } else if (before != null) {
            deadline =
                    new Deadline(deadline.at() + now - before.since() + turn(was), was.missing());
        }
        return new Degraded(
                was.run(), was.missing(), hold, was.quietLimit(), deadline, was.failures());
    }

    /** Nodes that were lost together must not all restart in the same second. */
    private static long turn(Degraded node) {
        return Math.floorMod(node.run().incarnation().hashCode(), SPREAD.toMillis()) * NANOS;
    }
}
