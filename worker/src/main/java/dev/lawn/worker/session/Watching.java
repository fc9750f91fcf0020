package dev.lawn.worker.session;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage.Phase;
import dev.lawn.worker.browser.Browser;
import dev.lawn.worker.browser.Page;
import dev.lawn.worker.relay.UpstreamFailure;
import dev.lawn.worker.service.ExitIp;
import dev.lawn.worker.service.ServiceFault;
import dev.lawn.worker.service.Status;
import dev.lawn.worker.service.StatusReader;
import java.time.Duration;
import java.util.Optional;

/**
 * Signed in: reads the status round after round. A lost connection is only reported; how long the
 * extension may take to mend itself is the supervisor's business.
 *
 * @param signIn what comes next when the session has ended
 * @param reader made before the browser could have anything new to say
 * @param handover the web app's tab after a sign-in. It tells the extension one thing after the
 *     other, so it stays open until the extension has connected; empty with a kept session
 */
record Watching(
        Node node, Browser browser, SigningIn signIn, StatusReader reader, Optional<Page> handover)
        implements Stage {

    /** The supervisor wants a beat at least this often, however slow the service's own pace. */
    private static final Duration SLOWEST_ROUND = Duration.ofSeconds(3);

    @Override
    public Stage run() throws InterruptedException {
        node.reports().phase(Phase.CONNECTING);
        ExitIpWatch exitIp = exitIp();
        String version = browser.extension().version();
        Deadline connect = new Deadline(node.service().timings().connect(), node.time());
        while (!isConnected(report(exitIp, version)) && !reader.isSignedOut()) {
            if (connect.isOver()) {
                throw neverConnected();
            }
            node.patience().pause().pause(round());
        }
        if (handover.isPresent()) {
            handover.get().close();
        }
        while (!reader.isSignedOut()) {
            node.patience().pause().pause(round());
            report(exitIp, version);
        }
        return signIn;
    }

    private static boolean isConnected(Status status) {
        return Boolean.TRUE.equals(status.connected());
    }

    private Status report(ExitIpWatch exitIp, String version) throws InterruptedException {
        Status status = reader.read();
        node.reports().sample(status, exitIp.latest(), version);
        return status;
    }

    private ExitIpWatch exitIp() {
        return new ExitIpWatch(
                new ExitIp(node.service().egress().ask(), node.relay().address()), node.time());
    }

    private Duration round() {
        Duration poll = node.service().timings().poll();
        return poll.compareTo(SLOWEST_ROUND) < 0 ? poll : SLOWEST_ROUND;
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
