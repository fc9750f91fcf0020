package dev.lawn.worker.session;

/**
 * Ends the node's thread wherever it waits, until that thread is about to end anyway: the quit that
 * writes the profile out is never interrupted.
 */
public final class StopSignal {

    private final Thread node;
    private boolean isEnding;

    /**
     * @param node the thread that runs the session
     */
    public StopSignal(Thread node) {
        this.node = node;
    }

    /** Asks the session to end cleanly. Thread-safe. */
    public synchronized void request() {
        if (!isEnding) {
            isEnding = true;
            node.interrupt();
        }
    }

    /** The node's thread begins to end: takes back an interruption, and lets none come any more. */
    synchronized void ending() {
        isEnding = true;
        boolean _ = Thread.interrupted();
    }
}
