package dev.lawn.worker.session;

/** The supervisor's leave to sign in; it holds for one sign-in. Thread-safe. */
public final class Leave {

    private volatile boolean isGiven;

    /** The supervisor has said so. */
    public void give() {
        isGiven = true;
    }

    /** Whether it was given. */
    boolean isGiven() {
        return isGiven;
    }
}
