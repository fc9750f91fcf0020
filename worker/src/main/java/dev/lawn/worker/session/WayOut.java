package dev.lawn.worker.session;

import dev.lawn.common.model.Reason;
import dev.lawn.worker.relay.UpstreamFailure;
import dev.lawn.worker.service.ExitIp;
import dev.lawn.worker.service.KeptSession;
import dev.lawn.worker.service.ServiceFault;
import java.time.Duration;
import java.util.Optional;

/** Nobody types a password into a page that came by a way out which is not proven. */
final class WayOut {

    private final Node node;
    private final KeptSession session;

    /**
     * @param session asked at each look, so that the worker beats on
     */
    WayOut(Node node, KeptSession session) {
        this.node = node;
        this.session = session;
    }

    /**
     * Returns once the exit IP is known, and was told.
     *
     * @throws ServiceFault where it cannot be learned: two questions in a row brought nothing, or
     *     one by the proxy's own fault, or a page's time is over
     */
    void prove() throws InterruptedException {
        Duration atMost = node.service().timings().page();
        if (node.patience().until(atMost, this::look).isEmpty()) {
            Optional<ExitIp.Unknown> trouble = node.exitIp().latest().trouble();
            throw unproven(
                    trouble.map(ExitIp.Unknown::detail)
                            .orElseGet(() -> "within %d s".formatted(atMost.toSeconds())));
        }
    }

    private Optional<String> look() throws InterruptedException {
        boolean _ = session.isThere();
        ExitIpWatch.Seen seen = node.exitIp().latest();
        Optional<ExitIp.Unknown> trouble = seen.trouble();
        if (trouble.isEmpty()) {
            seen.ip().ifPresent(node.reports()::egress);
            return seen.ip();
        }
        if (seen.failed() >= ExitIpWatch.MOST_FAILED || proxysFault().isPresent()) {
            throw unproven(trouble.get().detail());
        }
        return Optional.empty();
    }

    private Optional<UpstreamFailure> proxysFault() {
        return node.relay().lastFailure().filter(failure -> failure.reason() != Reason.SITE_DOWN);
    }

    private ServiceFault unproven(String why) {
        String words = "nothing is typed, since the exit IP could not be learned: ";
        return node.relay()
                .lastFailure()
                .map(failure -> new ServiceFault(failure.reason(), words + failure.detail()))
                .orElseGet(() -> new ServiceFault(Reason.EGRESS_UNPROVEN, words + why));
    }
}
