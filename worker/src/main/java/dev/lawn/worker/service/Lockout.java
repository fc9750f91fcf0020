package dev.lawn.worker.service;

import dev.lawn.common.service.ServiceDefinition.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a page says to wait: "Please wait for 407 minutes". */
final class Lockout {

    private static final Map<String, Duration> UNITS =
            Map.of(
                    "hours", Duration.ofHours(1),
                    "minutes", Duration.ofMinutes(1),
                    "seconds", Duration.ofSeconds(1));

    /** More digits than any lockout has are no time. */
    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

    private Lockout() {}

    /** The time that stands in the text; empty where the outcome finds none in it. */
    static Optional<Duration> told(Outcome outcome, String text) {
        String wait = outcome.waitPattern();
        if (wait == null) {
            return Optional.empty();
        }
        Matcher found = Pattern.compile(wait, Pattern.CASE_INSENSITIVE).matcher(text);
        return found.find()
                ? Optional.of(time(found)).filter(Duration::isPositive)
                : Optional.empty();
    }

    private static Duration time(Matcher found) {
        Duration time = Duration.ZERO;
        for (String unit : found.namedGroups().keySet()) {
            String number = found.group(unit);
            Duration one = UNITS.get(unit);
            if (one != null && number != null && NUMBER.matcher(number).matches()) {
                time = time.plus(one.multipliedBy(Long.parseLong(number)));
            }
        }
        return time;
    }
}
