package dev.lawn.supervisor.node;

import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.protocol.WorkerMessage.Phase;
import dev.lawn.supervisor.state.NodeMemory.SignedIn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the node's session began, as far as its workers' words tell: a session that was found, in a
 * profile or on the site's page, is as old as it was. Owned by the node's actor.
 */
final class SessionStart {

    private @Nullable SignedIn known;

    /** The form, or a person, was asked for by this worker: a session that comes now is new. */
    private boolean isAwaited;

    SessionStart(@Nullable SignedIn before) {
        known = before;
    }

    /** Null where nobody saw it begin. */
    @Nullable SignedIn known() {
        return known;
    }

    void wanted() {
        known = null;
        isAwaited = true;
    }

    void said(WorkerMessage.PhaseChanged changed, Instant now) {
        if (changed.phase() == Phase.CONNECTING && isAwaited) {
            known = new SignedIn(changed.service(), now);
            isAwaited = false;
        }
    }

    /** Whether a sign-in that was under way brought a session, nobody saw. */
    void ended() {
        isAwaited = false;
    }
}
