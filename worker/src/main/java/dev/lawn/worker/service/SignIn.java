package dev.lawn.worker.service;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.Reason;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.worker.browser.Page;
import dev.lawn.worker.browser.Patience;
import java.util.List;
import java.util.Optional;

/**
 * Signs in on the service's own page, as its definition says, and waits until the extension holds a
 * session.
 *
 * <p>Owned by one thread.
 */
public final class SignIn {

    private final ServiceDefinition service;
    private final KeptSession session;
    private final Form form;
    private final AskedPerson person;
    private final Observer observer;
    private final Patience patience;

    public SignIn(
            ServiceDefinition service,
            Credentials account,
            KeptSession session,
            AskedPerson person,
            Observer observer,
            Patience patience) {
        this.service = service;
        this.session = session;
        this.form = new Form(account, observer);
        this.person = person;
        this.observer = observer;
        this.patience = patience;
    }

    /**
     * Returns once the extension holds a session.
     *
     * @param page a tab of its own, which the caller closes
     * @throws ServiceFault says which step, or which outcome, was the end of it
     */
    public void run(Page page) throws InterruptedException {
        form.newRun();
        boolean stale = session.isThere();
        SignInPage view = new SignInPage(page, service, session, stale, person, observer, patience);
        view.open();
        Optional<Reason> asked = person.reason();
        if (asked.isPresent()) {
            Seen _ = view.park(asked.get(), "it was asked for before, and no session came since");
        } else {
            new Steps(service, page, view, form, observer, patience).run();
        }
        awaitSession(view);
        succeeded();
        view.done();
    }

    /** There is a session, whoever brought it about. */
    public void succeeded() {
        person.forget();
    }

    private void awaitSession(SignInPage view) throws InterruptedException {
        view.nextStep();
        Optional<Boolean> done = patience.until(service.timings().page(), () -> isThere(view));
        if (done.isEmpty() && view.isPersonAsked().isEmpty()) {
            throw view.refusedUnshown().orElseGet(this::noSession);
        }
    }

    private ServiceFault noSession() {
        return new ServiceFault(
                Reason.SITE_DOWN,
                "%s, but the extension stored no \"%s\" within %d s"
                        .formatted(
                                form.wasTyped()
                                        ? "the form was submitted"
                                        : "the page is signed in",
                                service.signIn().sessionKey(),
                                service.timings().page().toSeconds()));
    }

    /** The page is asked last: it may still show what a person has answered meanwhile. */
    private static Optional<Boolean> isThere(SignInPage view) throws InterruptedException {
        boolean isNew =
                view.isSessionNew(new Seen.Nothing()) || view.isSessionNew(view.look(List.of()));
        return isNew ? Optional.of(true) : Optional.empty();
    }
}
