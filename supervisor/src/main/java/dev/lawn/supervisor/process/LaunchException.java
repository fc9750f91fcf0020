package dev.lawn.supervisor.process;

import dev.lawn.common.model.Reason;

/** A worker process could not be started. The message says why, for people. */
public final class LaunchException extends Exception {

    private final Reason reason;

    /**
     * @param reason {@code launch_failed}, or what is known to be behind it
     */
    public LaunchException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
