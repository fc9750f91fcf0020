package dev.lawn.supervisor.process;

/** A worker process could not be started. The message says why, for people. */
public final class LaunchException extends Exception {

    public LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
