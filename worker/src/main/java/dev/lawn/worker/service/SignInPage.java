package dev.lawn.worker.service;

import dev.lawn.common.model.Reason;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.ServiceDefinition.Outcome;
import dev.lawn.common.service.Step;
import dev.lawn.worker.browser.Page;
import dev.lawn.worker.browser.Patience;
import dev.lawn.worker.browser.Sight;
import dev.lawn.worker.relay.UpstreamFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the sign-in page and tells what the sight means. Each look minds everything that may
 * show at any step: the browser's error page, the outcomes, the sign of being signed in, what is in
 * the way.
 *
 * <p>It answers no challenge: where the page asks for a person, it says so and waits. It believes
 * that only where the page leaves nothing else to do, since a page may show a form and a
 * challenge's frame together, or one a moment before the other.
 */
final class SignInPage {

    /** How long the page must go on asking for a person, with nothing else to do on it. */
    private static final Duration ASKED = Duration.ofSeconds(5);

    private final Page page;
    private final ServiceDefinition.SignIn definition;
    private final KeptSession session;
    private final boolean stale;
    private final AskedPerson person;
    private final Observer observer;
    private final Patience patience;
    private final OtpEntry otp;
    private final Outcomes outcomes;
    private final InTheWay inTheWay;
    private final StayAway stayAway;
    private Optional<Asked> pending = Optional.empty();
    private Sight last = Sight.NOTHING;

    /**
     * The page asks for a person.
     *
     * @param since nanos when it was first seen to
     */
    private record Asked(Outcome outcome, long since) {}

    /**
     * @param stale whether the extension held a session to begin with, which the service refused
     */
    SignInPage(
            Page page,
            ServiceDefinition service,
            KeptSession session,
            boolean stale,
            AskedPerson person,
            Observer observer,
            Patience patience) {
        this.page = page;
        this.definition = service.signIn();
        this.session = session;
        this.stale = stale;
        this.person = person;
        this.observer = observer;
        this.patience = patience;
        stayAway = new StayAway(service, patience);
        outcomes = Outcomes.of(definition, stayAway);
        inTheWay = new InTheWay(page, observer.walk());
        otp = new OtpEntry(page, definition.otp(), observer.codes(), patience);
    }

    /** Goes to the page where a sign-in begins, and hears from now on what it is answered. */
    void open() throws InterruptedException {
        if (!ServiceDefinition.EXTENSION_SCHEME.equals(definition.page().getScheme())) {
            // Chromium 156 leaves boxes of pages open for seconds in a tab that is listened to, and
            // such pages are the ones that tell things by boxes.
            stayAway.listen(page);
        }
        page.open(definition.page().toString());
    }

    /** It is done: what the page is answered from now on is of no interest. */
    void done() throws InterruptedException {
        stayAway.listenNoLonger();
    }

    /** See {@link StayAway#unshown}. */
    Optional<ServiceFault> refusedUnshown() {
        return stayAway.unshown();
    }

    /** The latest sight. */
    Sight last() {
        return last;
    }

    /** From now on what is in the way may be dismissed anew. */
    void nextStep() {
        inTheWay.nextStep();
    }

    /** Something was done on the page: what it asked for before, it has to ask for again. */
    void went() {
        pending = Optional.empty();
    }

    /**
     * Looks once; where a person is needed, until they are done.
     *
     * @throws ServiceFault for an error page, or an outcome that is the end of it
     */
    Seen look(List<Element> wanted) throws InterruptedException {
        Optional<Seen> seen = look(wanted, inTheWay.left(definition.inTheWay()));
        if (seen.isPresent()) {
            return seen.get();
        }
        return inTheWay.dismissOne(definition.inTheWay())
                ? new Seen.Nothing()
                : look(wanted, List.of()).orElseThrow();
    }

    /** Empty where one of {@code covers} shows. */
    private Optional<Seen> look(List<Element> wanted, List<Element> covers)
            throws InterruptedException {
        Sight sight = see(elements(wanted, covers));
        if (sight.hit().isEmpty()) {
            pending = Optional.empty();
            return Optional.of(new Seen.Nothing());
        }
        Sight.Hit hit = sight.hit().get();
        int ends = outcomes.ends().size();
        if (hit.index() < ends) {
            throw outcomes.end(outcomes.ends().get(hit.index()), hit);
        }
        Sight.Hit rest = hit.from(ends + 1);
        if (rest.index() < 0) {
            return Optional.of(new Seen.SignedIn());
        }
        if (rest.index() < covers.size()) {
            return Optional.empty();
        }
        rest = rest.from(covers.size());
        return Optional.of(
                rest.index() < wanted.size()
                        ? new Seen.Wanted(rest)
                        : believe(outcomes.forPeople().get(rest.index() - wanted.size())));
    }

    /** In the order in which they are believed. */
    private List<Element> elements(List<Element> wanted, List<Element> covers) {
        List<Element> elements = new ArrayList<>(Outcomes.elements(outcomes.ends()));
        elements.add(definition.signedIn());
        elements.addAll(covers);
        elements.addAll(wanted);
        elements.addAll(Outcomes.elements(outcomes.forPeople()));
        return elements;
    }

    private Sight see(List<Element> elements) throws InterruptedException {
        last = page.look(elements);
        if (last.isErrorPage() || isRelaysAnswer(last)) {
            throw errorPage();
        }
        if (last.isTooManyRequests() && last.hit().isEmpty()) {
            throw stayAway.fault("%s answered 429".formatted(definition.page()), Optional.empty());
        }
        return last;
    }

    /**
     * What to do about an element that is there and takes neither click nor key strokes: something
     * lies over it. What can be dismissed is; a challenge is for a person.
     */
    Seen uncover(List<Element> covered) throws InterruptedException {
        List<Element> covers = new ArrayList<>(definition.inTheWay());
        Steps.all(definition.steps())
                .filter(Step.Dismiss.class::isInstance)
                .flatMap(step -> step.wanted().stream())
                .filter(each -> !covered.contains(each))
                .forEach(covers::add);
        if (inTheWay.dismissOne(covers)) {
            return new Seen.Nothing();
        }
        Optional<Outcome> person = personAsked();
        if (person.isEmpty()) {
            pending = Optional.empty();
            return new Seen.Nothing();
        }
        return believe(person.get());
    }

    private Optional<Outcome> personAsked() throws InterruptedException {
        return page.look(Outcomes.elements(outcomes.forPeople()))
                .hit()
                .map(hit -> outcomes.forPeople().get(hit.index()));
    }

    /**
     * Where time is up and nothing else could be done, whether the page asks for a person; what
     * came of their work then.
     */
    Optional<Seen> isPersonAsked() throws InterruptedException {
        Optional<Outcome> person = personAsked();
        return person.isEmpty() ? Optional.empty() : Optional.of(outcome(person.get()));
    }

    private Seen believe(Outcome outcome) throws InterruptedException {
        long now = patience.time().nanos();
        if (pending.isEmpty() || !pending.get().outcome().equals(outcome)) {
            pending = Optional.of(new Asked(outcome, now));
        }
        return now - pending.get().since() < ASKED.toNanos()
                ? new Seen.Nothing()
                : outcome(outcome);
    }

    /** For plain http:// the relay's own refusal is what the browser shows. */
    private boolean isRelaysAnswer(Sight sight) {
        return sight.isServerError() && observer.wayOutFailure().isPresent();
    }

    /** WebDriver calls such a page a success; only the relay knows why it is there. */
    private ServiceFault errorPage() {
        UpstreamFailure failure =
                observer.wayOutFailure()
                        .orElse(
                                new UpstreamFailure(
                                        Reason.SITE_DOWN, "the browser shows an error page"));
        return new ServiceFault(
                failure.reason(), "%s: %s".formatted(definition.page(), failure.detail()));
    }

    private Seen outcome(Outcome outcome) throws InterruptedException {
        pending = Optional.empty();
        person.remember(outcome.reason());
        return park(outcome.reason(), "the page shows " + outcome.when());
    }

    /** Waits for a person, as long as it takes. */
    Seen park(Reason reason, String detail) throws InterruptedException {
        otp.begin();
        observer.humanNeeded(reason, detail);
        return patience.forever(() -> afterPerson(reason));
    }

    /**
     * Whether the extension holds a session that came of this sign-in. Beside a refused one only
     * the page can tell.
     */
    boolean isSessionNew(Seen seen) throws InterruptedException {
        return session.isThere() && (!stale || seen instanceof Seen.SignedIn);
    }

    /** What came of the person's work; empty while they are at it. */
    private Optional<Seen> afterPerson(Reason asked) throws InterruptedException {
        if (isSessionNew(new Seen.Nothing())) {
            return Optional.of(new Seen.SignedIn());
        }
        if (asked == Reason.OTP) {
            Optional<String> words = otp.look();
            if (words.isPresent()) {
                observer.humanNeeded(asked, words.get());
            }
        }
        List<Outcome> others =
                definition.outcomes().stream().filter(each -> each.reason() != asked).toList();
        List<Element> elements = new ArrayList<>(Outcomes.elements(others));
        elements.addFirst(definition.signedIn());
        last = page.look(elements);
        if (last.hit().isEmpty()) {
            return Optional.empty();
        }
        Sight.Hit hit = last.hit().get().from(1);
        if (hit.index() < 0) {
            return Optional.of(new Seen.SignedIn());
        }
        Outcome outcome = others.get(hit.index());
        if (outcomes.ends().contains(outcome)) {
            throw outcomes.end(outcome, hit);
        }
        return Optional.of(outcome(outcome));
    }
}
