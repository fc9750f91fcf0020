package dev.lawn.worker.session;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage.Phase;
import dev.lawn.worker.browser.Browser;
import dev.lawn.worker.browser.BrowserFault;
import dev.lawn.worker.browser.Page;
import dev.lawn.worker.relay.UpstreamFailure;
import dev.lawn.worker.service.ServiceFault;
import dev.lawn.worker.service.StatusReader;
import java.util.Optional;

/**
 * Signed in: waits for the extension to connect.
 *
 * @param signIn what comes next when the session has ended
 * @param reader made before the browser could have anything new to say
 * @param handover the web app's tab after a sign-in. It tells the extension one thing after the
 *     other, so it stays open until the extension has connected; empty with a kept session
 */
record Connecting(
        Node node,
        Browser browser,
        SigningIn signIn,
        StatusReader reader,
        Optional<Page> handover,
        Deadline deadline)
        implements Stage {

    static Connecting begin(
            Node node,
            Browser browser,
            SigningIn signIn,
            StatusReader reader,
            Optional<Page> handover) {
        node.reports().phase(Phase.CONNECTING);
        Deadline deadline = new Deadline(node.service().timings().connect(), node.time());
        return new Connecting(node, browser, signIn, reader, handover, deadline);
    }

    @Override
    public Stage run() throws InterruptedException {
        Watching watching = new Watching(node, browser, signIn, reader);
        while (!watching.isConnected()) {
            if (reader.isSignedOut()) {
                return signIn;
            }
            if (deadline.isOver()) {
                throw neverConnected();
            }
            watching.pause();
        }
        signIn.succeeded();
        if (handover.isPresent()) {
            handover.get().close();
        }
        return watching;
    }

    /** The tab of the web app goes with all the others. */
    @Override
    public Optional<Stage> mending(BrowserFault fault) {
        return Mending.of(
                node,
                browser,
                fault,
                fresh -> new Connecting(node, browser, signIn, fresh, Optional.empty(), deadline));
    }

    private ServiceFault neverConnected() {
        long seconds = node.service().timings().connect().toSeconds();
        Optional<UpstreamFailure> proxy =
                node.relay().lastFailure().filter(failure -> failure.reason() != Reason.SITE_DOWN);
        return proxy.map(failure -> new ServiceFault(failure.reason(), failure.detail()))
                .orElseGet(
                        () ->
                                new ServiceFault(
                                        Reason.CONNECT_TIMEOUT,
                                        "signed in, but not connected within %d s"
                                                .formatted(seconds)));
    }
}
