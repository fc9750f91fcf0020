package dev.lawn.supervisor.process.contain;

/** A rung does not work on this host. The message says why, and what to do where that is known. */
public final class ContainmentException extends Exception {

    public ContainmentException(String message) {
        super(message);
    }
}
