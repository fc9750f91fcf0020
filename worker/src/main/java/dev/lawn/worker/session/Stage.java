package dev.lawn.worker.session;

import dev.lawn.worker.browser.BrowserFault;
import java.util.Optional;

/**
 * A stretch of the node's life. It ends by handing over to the next, or by an exception: a fault,
 * or the interruption that means stop.
 */
sealed interface Stage permits Starting, Probing, SigningIn, Connecting, Watching, Mending {

    /** Lives it through; the result is what comes next. */
    Stage run() throws InterruptedException;

    /** What comes next after a fault that can be mended; empty where only a restart helps. */
    Optional<Stage> mending(BrowserFault fault);
}
