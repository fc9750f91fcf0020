package dev.lawn.worker.service;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage.Verdict;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.worker.browser.Page;
import dev.lawn.worker.browser.Patience;
import dev.lawn.worker.relay.UpstreamFailure;
import java.util.List;
import java.util.Optional;

/**
 * Walks the sign-in as it would be done, as far as that goes without signing in: nobody's leave is
 * asked, the password is never typed.
 *
 * <p>Owned by one thread.
 */
public final class SignInProbe {

    /** What the probe needs of the world, and tells it. */
    public interface World {
        /**
         * Something was looked for.
         *
         * @param place in service.yaml, such as {@code sign_in.steps[2]}
         * @param detail for people, without secrets
         */
        void probed(String place, Verdict verdict, String detail);

        /** The fault by which a probe ends where a person would be asked. */
        ServiceFault personAsked(Reason reason, String detail) throws InterruptedException;

        /** Why the way out failed last; empty where it did not. */
        Optional<UpstreamFailure> wayOutFailure();
    }

    private final ServiceDefinition service;
    private final KeptSession session;
    private final AskedPerson person;
    private final Form form;
    private final Trail trail;
    private final Observer observer;
    private final Patience patience;

    /**
     * @param account its user is typed where {@code typesUser}; nothing else of it ever is
     */
    public SignInProbe(
            ServiceDefinition service,
            Credentials account,
            boolean typesUser,
            KeptSession session,
            AskedPerson person,
            World world,
            Patience patience) {
        this.service = service;
        this.session = session;
        this.person = person;
        this.patience = patience;
        trail = new Trail(service.signIn(), typesUser, world::probed);
        observer = new Watcher(world, trail);
        form = new Form(account, observer);
    }

    /**
     * Returns where the walk ends as it should.
     *
     * @param page a tab of its own
     * @throws ServiceFault says which step, or which outcome, was the end of it
     */
    public void run(Page page) throws InterruptedException {
        form.newRun();
        SignInPage view = new SignInPage(page, service, session, false, person, observer, patience);
        view.open();
        try {
            new Steps(service, page, view, form, observer, patience).run();
            trail.nothingLeft(page.look(List.of(service.signIn().signedIn())).hit().isPresent());
        } finally {
            trail.tellRest();
        }
    }

    private record Watcher(World world, Trail walk) implements Observer {

        @Override
        public void humanNeeded(Reason reason, String detail) throws InterruptedException {
            throw world.personAsked(reason, detail);
        }

        /** Nobody's: the password, which makes it a sign-in, is not typed. */
        @Override
        public void awaitLeave() {}

        @Override
        public OtpMailbox codes() {
            return new OtpMailbox();
        }

        @Override
        public Optional<UpstreamFailure> wayOutFailure() {
            return world.wayOutFailure();
        }
    }
}
