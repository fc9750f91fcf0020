package dev.lawn.worker.service;

import dev.lawn.common.service.ServiceDefinition.Outcome;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a service says to wait: by its page, "Please wait for 407 minutes", or by the header
 * {@code Retry-After}.
 */
final class Lockout {

    private static final Map<String, Duration> UNITS =
            Map.of(
                    "hours", Duration.ofHours(1),
                    "minutes", Duration.ofMinutes(1),
                    "seconds", Duration.ofSeconds(1));

    /** More digits than any lockout has are no time. */
    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

    private static final Pattern SECONDS = Pattern.compile("\\d+");

    /** A header that says less may mean "now"; one that says more is a mistake. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofDays(7);

    private Lockout() {}

    /**
     * The time in a {@code Retry-After} of either form (RFC 9110, 10.2.3), within 1 s and 7 days;
     * empty where it is neither.
     *
     * @param now the wall clock, from which a date counts
     */
    static Optional<Duration> retryAfter(String header, Instant now) {
        String value = header.strip();
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(value.length() > 9 ? LONGEST : bounded(Long.parseLong(value)));
        }
        try {
            Instant when = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
            return Optional.of(bounded(Duration.between(now, when).toSeconds()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Duration bounded(long seconds) {
        return Duration.ofSeconds(Math.clamp(seconds, SHORTEST.toSeconds(), LONGEST.toSeconds()));
    }

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
