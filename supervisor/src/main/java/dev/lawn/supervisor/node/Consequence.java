package dev.lawn.supervisor.node;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.plan.Part;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of a node whose plan changed. */
public enum Consequence {
    /** It stops cleanly and starts again by the new plan. */
    RESTART,
    /** It leaves its state and starts by the new plan. */
    START,
    /** It is restarted for its new extension in its turn, once it earns: a few at a time. */
    ROLL,
    /** It stays as it is, and takes the new plan whenever it starts next. */
    STAY;

    /**
     * In that state, by what changed. Whoever earns, or is about to, is left alone by a new service
     * definition; what only a person or a new password mends is not tried again for it. Nobody is
     * taken away under the hands of a person for less than another account.
     */
    public static Consequence of(StateName state, @Nullable Reason reason, Set<Part> parts) {
        return switch (state) {
            case STOPPED, STOPPING, WAITING -> STAY;
            case NEEDS_HUMAN -> isAnotherAccess(parts) ? RESTART : STAY;
            case STARTING, SIGNING_IN, CONNECTING, CONNECTED, DEGRADED ->
                    isNodes(parts) ? RESTART : parts.contains(Part.EXTENSION) ? ROLL : STAY;
            case BACKOFF -> isNodes(parts) || isMended(reason, parts) ? START : STAY;
            case QUARANTINED ->
                    isAnotherAccess(parts) || reason == Reason.TOO_MANY_FAILURES ? START : STAY;
        };
    }

    /** Whether something changed that a worker cannot go on without. */
    private static boolean isNodes(Set<Part> parts) {
        return parts.stream().anyMatch(part -> !part.leavesWorkers());
    }

    private static boolean isMended(@Nullable Reason reason, Set<Part> parts) {
        return (parts.contains(Part.DEFINITION) && isMendedByDefinition(reason))
                || (parts.contains(Part.EXTENSION) && isMendedByExtension(reason));
    }

    /** Who was lost to an extension need not wait when it is replaced. */
    private static boolean isMendedByExtension(@Nullable Reason reason) {
        return reason == Reason.EXTENSION_NOT_LOADED || reason == Reason.EXTENSION_DEAD;
    }

    /** What a quarantine's fingerprint is of: see {@link Remembrance}. */
    static boolean isAnotherAccess(Set<Part> parts) {
        return parts.contains(Part.CREDENTIALS)
                || parts.contains(Part.PROXY)
                || parts.contains(Part.SERVICE);
    }

    private static boolean isMendedByDefinition(@Nullable Reason reason) {
        return switch (reason) {
            case SITE_CHANGED,
                    SITE_DOWN,
                    EXTENSION_NOT_LOADED,
                    EXTENSION_DEAD,
                    EXTENSION_DISCONNECTED,
                    NOT_EARNING,
                    CONNECT_TIMEOUT,
                    EGRESS_UNPROVEN ->
                    true;
            case null, default -> false;
        };
    }
}
