package dev.lawn.supervisor.node;

import java.util.Locale;

/**
 * The states of a node as metrics, status and people name them; docs/operations.md explains each.
 */
public enum StateName {
    /** Wants to run; queued by host-wide pacing. */
    WAITING,
    /** Worker, driver and browser are coming up. */
    STARTING,
    /** The service asks for a sign-in, and the worker does it. */
    SIGNING_IN,
    /** Parked for the operator; nothing is retried. */
    NEEDS_HUMAN,
    /** Signed in; the extension is not connected yet. */
    CONNECTING,
    /** The extension reports connected and the exit IP is known. */
    CONNECTED,
    /** Was connected; inside the time the extension needs to heal itself. */
    DEGRADED,
    /** Died; waits for its next attempt. */
    BACKOFF,
    /** Cannot help itself; waits for the operator or a change of the configuration. */
    QUARANTINED,
    /** On its way down. */
    STOPPING,
    /** Down by request. */
    STOPPED;

    /** Whether a worker is meant to run in it. */
    public boolean isLive() {
        return switch (this) {
            case STARTING, SIGNING_IN, NEEDS_HUMAN, CONNECTING, CONNECTED, DEGRADED -> true;
            case WAITING, BACKOFF, QUARANTINED, STOPPING, STOPPED -> false;
        };
    }

    /** Whether it may be taken down and started anew without harm to anybody's work. */
    public boolean isRecyclable() {
        return switch (this) {
            case CONNECTING, CONNECTED, DEGRADED -> true;
            case WAITING,
                    STARTING,
                    SIGNING_IN,
                    NEEDS_HUMAN,
                    BACKOFF,
                    QUARANTINED,
                    STOPPING,
                    STOPPED ->
                    false;
        };
    }

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Lower-case with underscores. */
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }
}
