package dev.lawn.worker.service;

import dev.lawn.common.protocol.WorkerMessage.Verdict;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.Element.Selector;
import dev.lawn.common.service.ServiceDefinition.SignIn;
import dev.lawn.common.service.Step;
import dev.lawn.worker.browser.Sight;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a probe finds, place by place, each told once. It ends before the password at the latest,
 * and before the user's name where there is none to type.
 *
 * <p>Owned by one thread.
 */
final class Trail implements Walk {

    private static final String STEPS = "sign_in.steps";

    /** Takes what is found. */
    interface Report {
        /** Something was looked for at that place of service.yaml. */
        void probed(String place, Verdict verdict, String detail);
    }

    private final SignIn definition;
    private final boolean typesUser;
    private final Report report;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final Set<String> reached = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private boolean hasEnded;

    /**
     * @param mayTypeUser whether there is a user's name, and leave to type it
     */
    Trail(SignIn definition, boolean mayTypeUser, Report report) {
        this.definition = definition;
        this.report = report;
        // Where no password follows, the name alone may be all that a sign-in takes.
        this.typesUser = mayTypeUser && asksForPassword(definition);
        collect(STEPS, definition.steps());
    }

    private static boolean asksForPassword(SignIn definition) {
        return Steps.all(definition.steps())
                .anyMatch(
                        step ->
                                step instanceof Step.Fill(_, Step.Field field)
                                        && field == Step.Field.PASSWORD);
    }

    private void collect(String path, List<Step> some) {
        for (int i = 0; i < some.size(); i++) {
            String place = "%s[%d]".formatted(path, i);
            steps.put(place, some.get(i));
            if (some.get(i) instanceof Step.Either(List<Step.Way> ways)) {
                for (int way = 0; way < ways.size(); way++) {
                    collect("%s.either[%d].steps".formatted(place, way), ways.get(way).steps());
                }
            }
        }
    }

    @Override
    public void arrived(Sight sight) {
        if (!sight.isBlank()) {
            String status = sight.status() == 0 ? "" : ", status " + sight.status();
            tell("sign_in.page", Verdict.MATCHED, withoutQuery(sight.address()) + status);
        }
    }

    /** A query may hold anything. */
    private static String withoutQuery(String address) {
        return address.split("[?#]", 2)[0];
    }

    @Override
    public void begins(String place) {
        reached.add(place);
    }

    @Override
    public void opened(String place, Step.Open step) {
        tell(place, Verdict.MATCHED, words(step));
    }

    @Override
    public void matched(String place, Step step, Sight.Hit hit) {
        String found = by(step.wanted().get(hit.index()), hit);
        tell(
                place,
                Verdict.MATCHED,
                step instanceof Step.Either
                        ? "either[%d]: %s".formatted(hit.index(), found)
                        : "%s: %s".formatted(verb(step), found));
    }

    @Override
    public void absent(String place, Step step) {
        tell(place, Verdict.ABSENT, words(step));
    }

    @Override
    public void dismissed(Element element, Sight.Hit hit) {
        int index = definition.inTheWay().indexOf(element);
        // Otherwise it is that of a step, which tells of it when its turn comes.
        if (index >= 0) {
            tell(inTheWay(index), Verdict.MATCHED, "dismissed: " + by(element, hit));
        }
    }

    private static String inTheWay(int index) {
        return "sign_in.in_the_way[%d]".formatted(index);
    }

    @Override
    public boolean mayType(Step.Field field) {
        return switch (field) {
            case EMAIL -> typesUser;
            case PASSWORD -> false;
        };
    }

    @Override
    public void ends(String place, Step.Field field) {
        end(
                place,
                switch (field) {
                    case EMAIL -> "the e-mail address would be typed here; nothing was typed";
                    case PASSWORD ->
                            "the password would be typed here; a probe never types it, nor submits";
                });
    }

    /** The walk came to an end where no fill holds it up. */
    void nothingLeft(boolean isSignedIn) {
        if (!hasEnded) {
            end(
                    isSignedIn ? "sign_in.signed_in" : STEPS,
                    isSignedIn
                            ? definition.signedIn() + " shows: there is nothing to sign in to"
                            : "every step is done; nothing was typed");
        }
    }

    private void end(String place, String words) {
        hasEnded = true;
        report.probed(place, Verdict.STOPPED, words);
    }

    /** What did not show, and what was not come to. */
    void tellRest() {
        for (int i = 0; i < definition.inTheWay().size(); i++) {
            tell(inTheWay(i), Verdict.ABSENT, definition.inTheWay().get(i).toString());
        }
        steps.forEach(
                (place, step) -> {
                    if (!reached.contains(place)) {
                        tell(place, Verdict.SKIPPED, words(step));
                    }
                });
    }

    private void tell(String place, Verdict verdict, String detail) {
        if (told.add(place)) {
            report.probed(place, verdict, detail);
        }
    }

    private static String words(Step step) {
        return switch (step) {
            case Step.Open(URI url) -> "open: " + url;
            case Step _ -> verb(step) + ": " + elements(step);
        };
    }

    private static String elements(Step step) {
        return step.wanted().stream().map(Element::toString).collect(Collectors.joining(" or "));
    }

    /** In the words of service.yaml. */
    private static String verb(Step step) {
        return switch (step) {
            case Step.Open _ -> "open";
            case Step.Dismiss _ -> "dismiss";
            case Step.Click _ -> "click";
            case Step.Fill(_, Step.Field field) ->
                    field == Step.Field.EMAIL ? "fill with email" : "fill with password";
            case Step.WaitFor _ -> "wait_for";
            case Step.Either _ -> "either";
        };
    }

    /** The selector that found it, and those before it that did not. */
    private static String by(Element element, Sight.Hit hit) {
        List<Selector> selectors = element.selectors();
        Selector found = selectors.get(hit.selector());
        return hit.selector() == 0
                ? found.toString()
                : "%s, selector %d of %d; nothing matches %s"
                        .formatted(
                                found,
                                hit.selector() + 1,
                                selectors.size(),
                                new Element(selectors.subList(0, hit.selector())));
    }
}
