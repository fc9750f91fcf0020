package dev.lawn.worker.session;

import dev.lawn.worker.browser.Browser;
import dev.lawn.worker.browser.BrowserFault;
import dev.lawn.worker.service.Status;
import dev.lawn.worker.service.StatusReader;
import java.time.Duration;
import java.util.Optional;

/**
 * Was connected: reads the status round after round. A lost connection is only reported; how long
 * the extension may take to mend itself is the supervisor's business.
 *
 * @param signIn what comes next when the session has ended
 */
record Watching(Node node, Browser browser, SigningIn signIn, StatusReader reader)
        implements Stage {

    /** The supervisor wants a beat at least this often, however slow the service's own pace. */
    static final Duration SLOWEST_ROUND = Duration.ofSeconds(2);

    @Override
    public Stage run() throws InterruptedException {
        while (!reader.isSignedOut()) {
            pause();
            boolean _ = isConnected();
        }
        return signIn;
    }

    @Override
    public Optional<Stage> mending(BrowserFault fault) {
        return Mending.of(
                node, browser, fault, fresh -> new Watching(node, browser, signIn, fresh));
    }

    /** One round: reads the status, reports it, and tells whether the extension is connected. */
    boolean isConnected() throws InterruptedException {
        Optional<String> exitIp = node.exitIp().latest().ip();
        Status status = reader.read(exitIp);
        node.reports().sample(status, exitIp, browser.extension().version());
        return Boolean.TRUE.equals(status.connected());
    }

    /** Waits for the next round. */
    void pause() throws InterruptedException {
        Duration poll = node.service().timings().poll();
        node.patience().pause().pause(poll.compareTo(SLOWEST_ROUND) < 0 ? poll : SLOWEST_ROUND);
    }
}
