package dev.lawn.worker.service;

import dev.lawn.common.model.Reason;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.ServiceDefinition.Outcome;
import dev.lawn.worker.browser.Page;
import dev.lawn.worker.browser.Patience;
import dev.lawn.worker.browser.Sight;
import dev.lawn.worker.relay.UpstreamFailure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the sign-in page and tells what the sight means. Each look minds everything that may
 * show at any step: the browser's error page, the outcomes, the sign of being signed in.
 *
 * <p>It answers no challenge: where the page asks for a person, it says so and waits.
 */
final class SignInPage {

    private static final Set<Reason> FOR_PEOPLE = EnumSet.of(Reason.OTP, Reason.CAPTCHA);

    private final Page page;
    private final ServiceDefinition.SignIn definition;
    private final KeptSession session;
    private final boolean stale;
    private final AskedPerson person;
    private final Observer observer;
    private final Patience patience;
    private final OtpEntry otp;
    private final List<Element> always = new ArrayList<>();
    private Sight last = Sight.NOTHING;

    /**
     * @param stale whether the extension held a session to begin with, which the service refused
     */
    SignInPage(
            Page page,
            ServiceDefinition.SignIn definition,
            KeptSession session,
            boolean stale,
            AskedPerson person,
            Observer observer,
            Patience patience) {
        this.page = page;
        this.definition = definition;
        this.session = session;
        this.stale = stale;
        this.person = person;
        this.observer = observer;
        this.patience = patience;
        otp = new OtpEntry(page, definition.otp(), observer.codes(), patience);
        definition.outcomes().forEach(outcome -> always.add(outcome.when()));
        always.add(definition.signedIn());
    }

    /** The latest sight. */
    Sight last() {
        return last;
    }

    /**
     * Looks once; where a person is needed, until they are done.
     *
     * @throws ServiceFault for an error page, or an outcome that is the end of it
     */
    Seen look(List<Element> wanted) throws InterruptedException {
        List<Element> elements = new ArrayList<>(always);
        elements.addAll(wanted);
        last = page.look(elements);
        if (last.isErrorPage() || isRelaysAnswer(last)) {
            throw errorPage();
        }
        if (last.hit().isEmpty()) {
            return new Seen.Nothing();
        }
        Sight.Hit hit = last.hit().get();
        int outcomes = definition.outcomes().size();
        if (hit.index() < outcomes) {
            return outcome(definition.outcomes().get(hit.index()));
        }
        return hit.index() == outcomes
                ? new Seen.SignedIn()
                : new Seen.Wanted(new Sight.Hit(hit.index() - always.size(), hit.handle()));
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
        if (!FOR_PEOPLE.contains(outcome.reason())) {
            throw new ServiceFault(outcome.reason(), "the page shows " + outcome.when());
        }
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
        List<Element> elements = new ArrayList<>();
        elements.add(definition.signedIn());
        others.forEach(each -> elements.add(each.when()));
        last = page.look(elements);
        if (last.hit().isEmpty()) {
            return Optional.empty();
        }
        int index = last.hit().get().index();
        return Optional.of(index == 0 ? new Seen.SignedIn() : outcome(others.get(index - 1)));
    }
}
