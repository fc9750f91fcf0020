package dev.lawn.worker.session;

/**
 * A stretch of the node's life. It ends by handing over to the next, or by an exception: a fault,
 * or the interruption that means stop.
 */
sealed interface Stage permits Starting, SigningIn, Watching {

    /** Lives it through; the result is what comes next. */
    Stage run() throws InterruptedException;
}
