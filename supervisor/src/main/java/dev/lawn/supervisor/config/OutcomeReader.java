package dev.lawn.supervisor.config;

import dev.lawn.common.model.Reason;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.ServiceDefinition.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What else a sign-in page may show, in a service.yaml. */
final class OutcomeReader {

    /** What a page can say about a sign-in; every other reason is for Lawn itself to find. */
    private static final Map<String, Reason> REASONS =
            Stream.of(
                            Reason.LOGIN_REJECTED,
                            Reason.OTP,
                            Reason.CAPTCHA,
                            Reason.RATE_LIMITED,
                            Reason.SITE_DOWN)
                    .collect(Collectors.toMap(Reason::wireName, Function.identity()));

    private static final List<String> UNITS = List.of("hours", "minutes", "seconds");

    private OutcomeReader() {}

    static Optional<Outcome> read(Cursor at) {
        return at.mapping("when", "reason", "wait").flatMap(OutcomeReader::read);
    }

    private static Optional<Outcome> read(Mapping outcome) {
        Optional<Element> when = outcome.require("when").flatMap(ElementReader::readOrAlert);
        Optional<Reason> reason =
                outcome.require("reason").flatMap(at -> Scalars.oneOf(at, REASONS));
        Optional<String> wait = outcome.find("wait").flatMap(OutcomeReader::wait);
        if (!All.present(when, reason)) {
            return Optional.empty();
        }
        if (reason.get() != Reason.RATE_LIMITED) {
            outcome.find("wait")
                    .ifPresent(at -> at.problem("goes only with rate_limited; remove it"));
        }
        return Optional.of(new Outcome(when.get(), reason.get(), wait.orElse(null)));
    }

    private static Optional<String> wait(Cursor at) {
        return at.text().flatMap(text -> wait(at, text));
    }

    private static Optional<String> wait(Cursor at, String text) {
        try {
            return checked(
                    at, text, Pattern.compile(text).namedGroups().keySet().stream().toList());
        } catch (PatternSyntaxException e) {
            return at.refuse(
                    "\"%s\" is no regular expression: %s".formatted(text, e.getDescription()));
        }
    }

    private static Optional<String> checked(Cursor at, String text, List<String> groups) {
        for (String group : groups) {
            if (!UNITS.contains(group)) {
                return at.refuse(
                        "unknown group \"%s\"%s".formatted(group, Suggestion.of(group, UNITS)));
            }
        }
        return groups.isEmpty()
                ? at.refuse(
                        "has no group that tells a time; write (?<minutes>\\d+), or hours or seconds")
                : Optional.of(text);
    }
}
