package dev.lawn.worker.session;

/** The supervisor's leave to sign in; it holds for one sign-in. Thread-safe. */
public final class Leave {

    private volatile boolean isGiven;

    /** The supervisor has said so. */
    public void give() {
        isGiven = true;
    }

    /** What was given for a sign-in that is over, used or not, is none for the next. */
    void takeBack() {
        isGiven = false;
    }

    /** Whether it was given. */
    boolean isGiven() {
        return isGiven;
    }
}
