package dev.lawn.worker.service;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.Reason;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.Step;
import dev.lawn.worker.browser.Page;
import dev.lawn.worker.browser.Patience;
import dev.lawn.worker.browser.Sight;
import dev.lawn.worker.relay.UpstreamFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs in on the service's own page, as its definition says, and waits until the extension holds a
 * session. It types into a form in one run only: a sign-in is scarce, and whether there is another
 * is the supervisor's decision.
 *
 * <p>Owned by one thread.
 */
public final class SignIn {

    /** How long a banner may take to show before it counts as not there. */
    private static final Duration BANNER = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(SignIn.class);

    private final ServiceDefinition service;
    private final Credentials account;
    private final KeptSession session;
    private final AskedPerson person;
    private final Observer observer;
    private final Patience patience;
    private int run;
    private int runThatTyped;

    public SignIn(
            ServiceDefinition service,
            Credentials account,
            KeptSession session,
            AskedPerson person,
            Observer observer,
            Patience patience) {
        this.service = service;
        this.account = account;
        this.session = session;
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
        run++;
        boolean stale = session.isThere();
        SignInPage view =
                new SignInPage(page, service.signIn(), session, stale, person, observer, patience);
        page.open(service.signIn().page().toString());
        Optional<Reason> asked = person.reason();
        if (asked.isPresent()) {
            Seen _ = view.park(asked.get(), "it was asked for before, and no session came since");
        } else {
            doSteps(page, view);
        }
        awaitSession(view);
        succeeded();
    }

    /** There is a session, whoever brought it about. */
    public void succeeded() {
        person.forget();
    }

    private void doSteps(Page page, SignInPage view) throws InterruptedException {
        boolean signedIn = arrived(view);
        for (int i = 0; i < steps().size() && !signedIn; i++) {
            log.info("sign_in.steps[{}]: {}", i, steps().get(i).element());
            signedIn = isDone(i, page, view);
        }
    }

    private List<Step> steps() {
        return service.signIn().steps();
    }

    /** Waits until the page shows anything the definition knows, so that no step waits for it. */
    private boolean arrived(SignInPage view) throws InterruptedException {
        List<Element> known = steps().stream().map(Step::element).toList();
        Optional<Seen> seen =
                patience.until(service.timings().page(), () -> something(view.look(known)));
        if (seen.isEmpty()) {
            throw nothingMatches(firstNeeded(), view);
        }
        return seen.get() instanceof Seen.SignedIn;
    }

    private static Optional<Seen> something(Seen seen) {
        return seen instanceof Seen.Nothing ? Optional.empty() : Optional.of(seen);
    }

    private int firstNeeded() {
        for (int i = 0; i < steps().size(); i++) {
            if (!(steps().get(i) instanceof Step.Dismiss)) {
                return i;
            }
        }
        return 0;
    }

    /** Does a step; true where the page shows instead that there is nothing left to do. */
    private boolean isDone(int index, Page page, SignInPage view) throws InterruptedException {
        Step step = steps().get(index);
        Duration within = step instanceof Step.Dismiss ? BANNER : service.timings().page();
        Optional<Seen> seen = patience.until(within, () -> attempt(step, page, view));
        if (seen.isEmpty() && !(step instanceof Step.Dismiss)) {
            throw nothingMatches(index, view);
        }
        return seen.isPresent() && seen.get() instanceof Seen.SignedIn;
    }

    /** What was seen, once it was acted upon; empty to try again. */
    private Optional<Seen> attempt(Step step, Page page, SignInPage view)
            throws InterruptedException {
        Seen seen = view.look(List.of(step.element()));
        return switch (seen) {
            case Seen.Nothing _ -> Optional.empty();
            case Seen.SignedIn _ -> Optional.of(seen);
            case Seen.Wanted(Sight.Hit hit) -> {
                if (act(step, page, hit)) {
                    yield Optional.of(seen);
                }
                uncover(step, page, view);
                yield Optional.empty();
            }
        };
    }

    private boolean act(Step step, Page page, Sight.Hit hit) throws InterruptedException {
        return switch (step) {
            case Step.Dismiss _, Step.Click _ -> page.click(hit);
            case Step.Fill(_, Step.Field field) -> page.type(hit, value(field));
            case Step.WaitFor _ -> true;
        };
    }

    private String value(Step.Field field) throws InterruptedException {
        if (runThatTyped != 0 && runThatTyped != run) {
            throw new ServiceFault(
                    Reason.SITE_DOWN,
                    "the form was typed into already in this run; not a second time");
        }
        if (runThatTyped == 0) {
            observer.awaitLeave();
        }
        runThatTyped = run;
        return switch (field) {
            case EMAIL -> account.user();
            case PASSWORD -> account.password().reveal();
        };
    }

    /** Banners come late, and again: whatever covers an element may be one to dismiss. */
    private void uncover(Step step, Page page, SignInPage view) throws InterruptedException {
        List<Element> banners = new ArrayList<>();
        for (Step each : steps()) {
            if (each instanceof Step.Dismiss && !each.equals(step)) {
                banners.add(each.element());
            }
        }
        if (!banners.isEmpty() && view.look(banners) instanceof Seen.Wanted(Sight.Hit hit)) {
            boolean clicked = page.click(hit);
            log.info("a banner was in the way; dismissed: {}", clicked);
        }
    }

    private ServiceFault nothingMatches(int index, SignInPage view) {
        Sight last = view.last();
        if (last.isBlank()) {
            return new ServiceFault(
                    Reason.SITE_DOWN,
                    "sign_in.page: %s did not load within %d s"
                            .formatted(
                                    service.signIn().page(), service.timings().page().toSeconds()));
        }
        if (last.isServerError()) {
            return new ServiceFault(
                    Reason.SITE_DOWN,
                    "sign_in.page: %s answered %d"
                            .formatted(service.signIn().page(), last.status()));
        }
        Optional<UpstreamFailure> wayOut =
                observer.wayOutFailure().filter(each -> each.reason() != Reason.SITE_DOWN);
        if (wayOut.isPresent()) {
            return new ServiceFault(
                    wayOut.get().reason(),
                    "sign_in.page: %s: %s"
                            .formatted(service.signIn().page(), wayOut.get().detail()));
        }
        if (!last.isComplete()) {
            return new ServiceFault(
                    Reason.SITE_DOWN,
                    "sign_in.page: %s did not come whole within %d s"
                            .formatted(
                                    service.signIn().page(), service.timings().page().toSeconds()));
        }
        return new ServiceFault(
                Reason.SITE_CHANGED,
                "sign_in.steps[%d]: nothing matches %s"
                        .formatted(index, steps().get(index).element()));
    }

    private void awaitSession(SignInPage view) throws InterruptedException {
        Optional<Boolean> done = patience.until(service.timings().page(), () -> isThere(view));
        if (done.isEmpty()) {
            throw new ServiceFault(
                    Reason.SITE_DOWN,
                    "%s, but the extension stored no \"%s\" within %d s"
                            .formatted(
                                    runThatTyped == run
                                            ? "the form was submitted"
                                            : "the page is signed in",
                                    service.signIn().sessionKey(),
                                    service.timings().page().toSeconds()));
        }
    }

    private static Optional<Boolean> isThere(SignInPage view) throws InterruptedException {
        return view.isSessionNew(view.look(List.of())) ? Optional.of(true) : Optional.empty();
    }
}
