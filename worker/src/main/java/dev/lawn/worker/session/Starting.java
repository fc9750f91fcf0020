package dev.lawn.worker.session;

import dev.lawn.common.protocol.WorkerMessage.Phase;
import dev.lawn.worker.browser.Browser;
import dev.lawn.worker.service.KeptSession;
import dev.lawn.worker.service.SetUp;
import dev.lawn.worker.service.StatusReader;
import java.time.Duration;
import java.util.Optional;

/** Browser and extension come up. With a kept session no page of the web app is ever loaded. */
record Starting(Node node) implements Stage {

    /** The extension may need a moment to find its session. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    @Override
    public Stage run() throws InterruptedException {
        node.reports().phase(Phase.STARTING);
        Browser browser = node.launcher().launch();
        StatusReader reader =
                StatusReader.fromNowOn(node.service(), browser.extension(), node.time());
        new SetUp(browser, node.patience()).runFor(node.service());
        KeptSession session =
                new KeptSession(browser.extension(), node.service().signIn().sessionKey());
        return isKept(session)
                ? new Watching(
                        node, browser, SigningIn.first(node, browser), reader, Optional.empty())
                : SigningIn.first(node, browser);
    }

    private boolean isKept(KeptSession session) throws InterruptedException {
        return node.patience()
                .until(MOMENT, () -> session.isThere() ? Optional.of(true) : Optional.empty())
                .isPresent();
    }
}
