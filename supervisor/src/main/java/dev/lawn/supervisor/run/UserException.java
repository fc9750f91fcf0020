package dev.lawn.supervisor.run;

/**
 * A failure the user can do something about: printed as it is, without a stack trace.
 *
 * <p>Exit codes follow sysexits(3) where it has one.
 */
public final class UserException extends Exception {

    /**
     * Some node is not what it should be ({@code lawn status}), or not what was taken for granted.
     */
    public static final int DEGRADED = 3;

    /** No supervisor is running. */
    public static final int UNAVAILABLE = 69;

    /** The configuration, or the host's, must be changed first. */
    public static final int CONFIGURATION = 78;

    private final int exitCode;

    public UserException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
