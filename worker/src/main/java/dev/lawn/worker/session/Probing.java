package dev.lawn.worker.session;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage.Verdict;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.worker.browser.Browser;
import dev.lawn.worker.browser.BrowserFault;
import dev.lawn.worker.browser.Page;
import dev.lawn.worker.relay.UpstreamFailure;
import dev.lawn.worker.service.AskedPerson;
import dev.lawn.worker.service.KeptSession;
import dev.lawn.worker.service.ServiceFault;
import dev.lawn.worker.service.SetUp;
import dev.lawn.worker.service.SignInProbe;
import java.nio.file.Path;
import java.util.Optional;

/**
 * In place of a node's life: the definition is held against what there is, and the worker leaves.
 *
 * @param typesUser whether the account's user may be typed
 * @param evidence what the page looked like when there was no going on
 */
record Probing(Node node, Browser browser, boolean typesUser, SignInEvidence evidence)
        implements Stage {

    static Probing begin(Node node, Browser browser, boolean typesUser) {
        return new Probing(node, browser, typesUser, SignInEvidence.of(node));
    }

    /**
     * @throws InterruptedException always, where there was no fault: it is done, and leaves as one
     *     does that was asked to
     */
    @Override
    public Stage run() throws InterruptedException {
        extension();
        Page page = browser.newPage();
        evidence.follow(page);
        try {
            probe().run(page);
        } catch (ServiceFault e) {
            throw evidence.with(e);
        }
        throw new InterruptedException("the probe is done");
    }

    private void extension() throws InterruptedException {
        ServiceDefinition.Extension extension = node.service().extension();
        node.reports()
                .probed(
                        "extension",
                        Verdict.MATCHED,
                        "loaded as %s, version %s"
                                .formatted(extension.id(), browser.extension().version()));
        ServiceDefinition.SetUp setUp = extension.setUp();
        if (setUp != null) {
            new SetUp(browser, node.patience()).runFor(node.service());
            node.reports()
                    .probed(
                            "extension.set_up",
                            Verdict.MATCHED,
                            "page %s stored \"%s\"".formatted(setUp.page(), setUp.storedKey()));
        }
    }

    private SignInProbe probe() {
        return new SignInProbe(
                node.service(),
                node.assignment().account(),
                typesUser,
                new KeptSession(browser.extension(), node.service().signIn().sessionKey()),
                AskedPerson.beside(
                        Path.of(node.assignment().browser().profile()),
                        node.service().name(),
                        node.assignment().account()),
                world(),
                node.patience());
    }

    private SignInProbe.World world() {
        return new SignInProbe.World() {
            @Override
            public void probed(String place, Verdict verdict, String detail) {
                node.reports().probed(place, verdict, detail);
            }

            @Override
            public ServiceFault personAsked(Reason reason, String detail)
                    throws InterruptedException {
                return new ServiceFault(reason, evidence.forPerson(reason, detail));
            }

            @Override
            public Optional<UpstreamFailure> wayOutFailure() {
                return node.relay().lastFailure();
            }
        };
    }

    /** A probe tells what it finds, and mends nothing. */
    @Override
    public Optional<Stage> mending(BrowserFault fault) {
        return Optional.empty();
    }
}
