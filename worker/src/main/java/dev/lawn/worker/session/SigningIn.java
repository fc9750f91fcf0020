package dev.lawn.worker.session;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage.Phase;
import dev.lawn.worker.browser.Browser;
import dev.lawn.worker.browser.BrowserFault;
import dev.lawn.worker.browser.Page;
import dev.lawn.worker.relay.UpstreamFailure;
import dev.lawn.worker.service.AskedPerson;
import dev.lawn.worker.service.KeptSession;
import dev.lawn.worker.service.Observer;
import dev.lawn.worker.service.OtpMailbox;
import dev.lawn.worker.service.ServiceFault;
import dev.lawn.worker.service.SignIn;
import dev.lawn.worker.service.StatusReader;
import java.util.Optional;

/**
 * The kept session is gone.
 *
 * @param evidence what the page looked like when there was no going on
 * @param left how often this may still be entered in this run
 */
record SigningIn(Node node, Browser browser, SignIn signIn, SignInEvidence evidence, int left)
        implements Stage {

    /** Once at the start and once later; a session that ends more often needs more than this. */
    private static final int MOST = 2;

    static SigningIn first(Node node, Browser browser) {
        SignInEvidence evidence = SignInEvidence.of(node);
        KeptSession session = session(node, browser);
        SignIn signIn =
                new SignIn(
                        node.service(),
                        node.assignment().account(),
                        session,
                        AskedPerson.of(node.assignment()),
                        observer(node, evidence, session),
                        node.patience());
        return new SigningIn(node, browser, signIn, evidence, MOST);
    }

    private static KeptSession session(Node node, Browser browser) {
        return new KeptSession(browser.extension(), node.service().signIn().sessionKey());
    }

    @Override
    public Stage run() throws InterruptedException {
        if (left == 0) {
            throw new ServiceFault(
                    Reason.SITE_DOWN, "the session ended %d times in one run".formatted(MOST));
        }
        if (left < MOST) {
            // One that was given for the session before, and that no form was there for.
            node.leave().takeBack();
        }
        node.reports().phase(Phase.SIGNING_IN);
        StatusReader reader =
                StatusReader.fromNowOn(node.service(), browser, node.page(), node.time());
        new WayOut(node, session(node, browser)).prove();
        Page page = browser.newPage();
        evidence.follow(page);
        try {
            signIn.run(page);
        } catch (ServiceFault e) {
            throw evidence.with(e);
        }
        page.fetchNoPictures();
        SigningIn again = new SigningIn(node, browser, signIn, evidence, left - 1);
        return Connecting.begin(node, browser, again, reader, Optional.of(page));
    }

    /** The extension has connected by the session there is. */
    void succeeded() {
        signIn.succeeded();
    }

    /** From the beginning, in a new tab; what was typed in this run is not typed again. */
    @Override
    public Optional<Stage> mending(BrowserFault fault) {
        return Mending.of(node, browser, fault, _ -> this);
    }

    /** Each look asks the browser something, so that the worker beats on. */
    private static Optional<Boolean> leave(Node node, KeptSession session)
            throws InterruptedException {
        boolean _ = session.isThere();
        return node.leave().isGiven() ? Optional.of(true) : Optional.empty();
    }

    private static Observer observer(Node node, SignInEvidence evidence, KeptSession session) {
        return new Observer() {
            @Override
            public void humanNeeded(Reason reason, String detail) throws InterruptedException {
                node.reports().humanNeeded(reason, evidence.forPerson(reason, detail));
            }

            @Override
            public void awaitLeave() throws InterruptedException {
                if (!node.leave().isGiven()) {
                    node.reports().signInWanted();
                }
                boolean _ = node.patience().forever(() -> leave(node, session));
            }

            @Override
            public OtpMailbox codes() {
                return node.codes();
            }

            @Override
            public Optional<UpstreamFailure> wayOutFailure() {
                return node.relay().lastFailure();
            }
        };
    }
}
