package dev.lawn.worker.service;

import dev.lawn.common.model.Reason;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.ServiceDefinition.Outcome;
import dev.lawn.common.service.ServiceDefinition.SignIn;
import dev.lawn.worker.browser.Sight;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What else a sign-in page may show.
 *
 * @param ends those that end the sign-in, believed at once
 * @param forPeople those that ask for a person, believed where nothing else is left to do
 * @param stayAway how long to wait where the page says to
 */
record Outcomes(List<Outcome> ends, List<Outcome> forPeople, StayAway stayAway) {

    private static final Set<Reason> FOR_PEOPLE = EnumSet.of(Reason.OTP, Reason.CAPTCHA);

    static Outcomes of(SignIn definition, StayAway stayAway) {
        Predicate<Outcome> forPeople = each -> FOR_PEOPLE.contains(each.reason());
        return new Outcomes(
                definition.outcomes().stream().filter(forPeople.negate()).toList(),
                definition.outcomes().stream().filter(forPeople).toList(),
                stayAway);
    }

    static List<Element> elements(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::when).toList();
    }

    /** The fault by which an outcome ends the sign-in. */
    ServiceFault end(Outcome outcome, Sight.Hit hit) throws InterruptedException {
        String detail = "the page shows " + outcome.when();
        if (outcome.reason() != Reason.RATE_LIMITED) {
            return new ServiceFault(outcome.reason(), detail);
        }
        return stayAway.fault(detail, Lockout.told(outcome, hit.text()));
    }
}
