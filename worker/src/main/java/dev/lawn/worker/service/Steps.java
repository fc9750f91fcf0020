package dev.lawn.worker.service;

import dev.lawn.common.service.Element;
import dev.lawn.common.service.Element.Selector;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.Step;
import dev.lawn.worker.browser.Page;
import dev.lawn.worker.browser.Patience;
import dev.lawn.worker.browser.Sight;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the steps of a sign-in, one after the other, for as long as there is anything left to do.
 */
final class Steps {

    /** How long a banner may take to show before it counts as not there. */
    private static final Duration BANNER = Duration.ofSeconds(2);

    private static final String BLANK = "about:blank";

    private static final Logger log = LoggerFactory.getLogger(Steps.class);

    private final List<Step> steps;
    private final Duration pageTime;
    private final Page page;
    private final SignInPage view;
    private final Form form;
    private final Patience patience;
    private final Walk walk;
    private final Stuck stuck;
    private String told = "";

    Steps(
            ServiceDefinition service,
            Page page,
            SignInPage view,
            Form form,
            Observer observer,
            Patience patience) {
        this.steps = service.signIn().steps();
        this.pageTime = service.timings().page();
        this.page = page;
        this.view = view;
        this.form = form;
        this.patience = patience;
        walk = observer.walk();
        stuck = new Stuck(service, view, observer);
    }

    /** What is done to an element; false where it could not be, for now. */
    private interface Act {
        boolean on(Sight.Hit hit) throws InterruptedException;
    }

    /**
     * Returns when the page shows that the account is signed in, or nothing is left to do.
     *
     * @throws ServiceFault where a step cannot be done
     */
    void run() throws InterruptedException {
        if (!arrived()) {
            boolean _ = isSignedInBy("sign_in.steps", steps);
        }
    }

    /** Waits until the page shows anything the definition knows, so that no step waits for it. */
    private boolean arrived() throws InterruptedException {
        List<Element> known = all(steps).flatMap(step -> step.wanted().stream()).toList();
        boolean leavesAtOnce = !steps.isEmpty() && steps.getFirst() instanceof Step.Open;
        Optional<Seen> seen =
                patience.until(leavesAtOnce ? BANNER : pageTime, () -> something(view.look(known)));
        walk.arrived(view.last());
        if (seen.isEmpty() && !leavesAtOnce) {
            seen = view.isPersonAsked();
            if (seen.isEmpty()) {
                throw nothingKnown();
            }
        }
        return isSignedIn(seen);
    }

    private static Optional<Seen> something(Seen seen) {
        return seen instanceof Seen.Nothing ? Optional.empty() : Optional.of(seen);
    }

    private static boolean isSignedIn(Optional<Seen> seen) {
        return seen.isPresent() && seen.get() instanceof Seen.SignedIn;
    }

    /** Those inside others as well. */
    static Stream<Step> all(List<Step> steps) {
        return steps.stream()
                .flatMap(
                        step ->
                                step instanceof Step.Either(List<Step.Way> ways)
                                        ? Stream.concat(
                                                Stream.of(step),
                                                ways.stream().flatMap(way -> all(way.steps())))
                                        : Stream.of(step));
    }

    private ServiceFault nothingKnown() {
        for (int i = 0; i < steps.size(); i++) {
            if (!(steps.get(i) instanceof Step.Dismiss)) {
                String place = "sign_in.steps[%d]".formatted(i);
                walk.begins(place);
                return stuck.at(place, steps.get(i).wanted(), false);
            }
        }
        return stuck.at("sign_in.signed_in", List.of(), false);
    }

    /** Does the steps; true where the page shows that there is nothing left to do. */
    private boolean isSignedInBy(String path, List<Step> some) throws InterruptedException {
        boolean signedIn = false;
        for (int i = 0; i < some.size() && !signedIn; i++) {
            view.nextStep();
            String place = "%s[%d]".formatted(path, i);
            log.info("{}: {}", place, some.get(i).wanted());
            walk.begins(place);
            signedIn = isSignedInBy(place, some.get(i));
        }
        return signedIn;
    }

    private boolean isSignedInBy(String path, Step step) throws InterruptedException {
        return switch (step) {
            case Step.Open open -> {
                open(path, open.url());
                walk.opened(path, open);
                yield false;
            }
            case Step.Dismiss _ -> isSignedInByDismissing(path, step);
            case Step.Click _ -> isSignedIn(needed(path, step, page::click));
            case Step.Fill(_, Step.Field field) -> isSignedInByFilling(path, step, field);
            case Step.WaitFor _ -> isSignedIn(needed(path, step, _ -> true));
            case Step.Either(List<Step.Way> ways) -> isSignedInByOneOf(path, step, ways);
        };
    }

    private boolean isSignedInByDismissing(String path, Step step) throws InterruptedException {
        Optional<Seen> seen = attempts(path, step, BANNER, page::click).seen;
        if (seen.isEmpty()) {
            walk.absent(path, step);
        }
        return isSignedIn(seen);
    }

    /** Leave may take longer than any page: the field has its whole time after it. */
    private boolean isSignedInByFilling(String path, Step step, Step.Field field)
            throws InterruptedException {
        boolean mayType = walk.mayType(field);
        if (!form.wasTyped() || !mayType) {
            if (isSignedIn(needed(path, step, _ -> true))) {
                return true;
            }
            if (!mayType) {
                walk.ends(path, field);
                return true;
            }
            form.awaitLeave();
        }
        return isSignedIn(needed(path, step, hit -> page.type(hit, form.value(field))));
    }

    /** By way of nothing, so that no look takes the page that was left for the one asked for. */
    private void open(String path, URI url) throws InterruptedException {
        log.info("{}: {}", path, url);
        page.open(BLANK);
        Optional<Boolean> left =
                patience.until(
                        BANNER,
                        () ->
                                page.look(List.of()).isBlank()
                                        ? Optional.of(true)
                                        : Optional.empty());
        if (left.isEmpty()) {
            log.warn("{}: the page before it stays", path);
        }
        page.open(url.toString());
    }

    private boolean isSignedInByOneOf(String path, Step step, List<Step.Way> ways)
            throws InterruptedException {
        Optional<Seen> seen = needed(path, step, _ -> true);
        if (seen.isPresent() && seen.get() instanceof Seen.Wanted(Sight.Hit hit)) {
            int way = hit.index();
            return isSignedInBy("%s.either[%d].steps".formatted(path, way), ways.get(way).steps());
        }
        return isSignedIn(seen);
    }

    private Optional<Seen> needed(String path, Step step, Act act) throws InterruptedException {
        Attempts attempts = attempts(path, step, pageTime, act);
        Optional<Seen> seen = attempts.seen.isEmpty() ? view.isPersonAsked() : attempts.seen;
        if (seen.isEmpty()) {
            throw stuck.at(path, step.wanted(), attempts.isThere);
        }
        return seen;
    }

    private Attempts attempts(String path, Step step, Duration within, Act act)
            throws InterruptedException {
        Attempts attempts = new Attempts(path, step, act);
        attempts.seen = patience.until(within, attempts::once);
        return attempts;
    }

    /** A step that is tried until it is done, or something else is seen. */
    private final class Attempts {
        private final String path;
        private final Step step;
        private final Act act;
        private Optional<Seen> seen = Optional.empty();
        private boolean isThere;

        Attempts(String path, Step step, Act act) {
            this.path = path;
            this.step = step;
            this.act = act;
        }

        /** What was seen, once it was acted upon; empty to try again. */
        Optional<Seen> once() throws InterruptedException {
            Seen now = view.look(step.wanted());
            isThere = now instanceof Seen.Wanted;
            return switch (now) {
                case Seen.Nothing _ -> Optional.empty();
                case Seen.SignedIn _ -> Optional.of(now);
                case Seen.Wanted(Sight.Hit hit) -> {
                    if (act.on(hit)) {
                        view.went();
                        tellHow(hit);
                        walk.matched(path, step, hit);
                        yield Optional.of(now);
                    }
                    yield something(view.uncover(step.wanted()));
                }
            };
        }

        private void tellHow(Sight.Hit hit) {
            if (hit.selector() > 0 && !path.equals(told)) {
                told = path;
                List<Selector> selectors = step.wanted().get(hit.index()).selectors();
                List<Selector> inVain = new ArrayList<>(selectors.subList(0, hit.selector()));
                log.info("{}: found by {}, not by {}", path, selectors.get(hit.selector()), inVain);
            }
        }
    }
}
