package dev.lawn.worker.session;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.SupervisorMessage.Probe;
import dev.lawn.common.protocol.WorkerMessage.Phase;
import dev.lawn.worker.browser.Browser;
import dev.lawn.worker.browser.BrowserFault;
import dev.lawn.worker.browser.ChromeLauncher.Launched;
import dev.lawn.worker.service.KeptSession;
import dev.lawn.worker.service.SetUp;
import dev.lawn.worker.service.StatusReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Browser and extension come up. With a kept session no page of the web app is ever loaded. */
record Starting(Node node) implements Stage {

    /** The extension may need a moment to find its session. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(Starting.class);

    @Override
    public Stage run() throws InterruptedException {
        node.reports().phase(Phase.STARTING);
        try {
            return started();
        } catch (BrowserFault e) {
            throw e.whileStarting();
        }
    }

    private Stage started() throws InterruptedException {
        Browser browser = launched();
        browser.debugPort().ifPresent(node.reports()::debugPort);
        Probe probe = node.assignment().probe();
        return probe == null ? begun(browser) : Probing.begin(node, browser, probe.typesUser());
    }

    private Stage begun(Browser browser) throws InterruptedException {
        StatusReader reader =
                StatusReader.fromNowOn(node.service(), browser, node.page(), node.time());
        new SetUp(browser, node.patience()).runFor(node.service());
        KeptSession session =
                new KeptSession(browser.extension(), node.service().signIn().sessionKey());
        return isKept(session)
                ? Connecting.begin(
                        node, browser, SigningIn.first(node, browser), reader, Optional.empty())
                : SigningIn.first(node, browser);
    }

    private Browser launched() throws InterruptedException {
        return switch (node.launcher().launch()) {
            case Launched.OnItsProfile(Browser browser) -> browser;
            case Launched.OnFreshProfile(Browser browser, Path aside) -> {
                String detail =
                        "no browser started on the profile; it is kept as %s, the node signs in anew"
                                .formatted(aside.getFileName());
                log.warn("{}", detail);
                node.reports().mending(Reason.PROFILE_CORRUPT, detail);
                yield browser;
            }
        };
    }

    /** There is nothing in place to mend yet. */
    @Override
    public Optional<Stage> mending(BrowserFault fault) {
        return Optional.empty();
    }

    private boolean isKept(KeptSession session) throws InterruptedException {
        return node.patience()
                .until(MOMENT, () -> session.isThere() ? Optional.of(true) : Optional.empty())
                .isPresent();
    }
}
