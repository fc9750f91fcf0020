package dev.lawn.supervisor.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that mean something more particular. What does not is reported at its place. */
final class Scalars {

    private static final Pattern DURATION =
            Pattern.compile(
                    "(?=.)(?:(\\d{1,4})d)?(?:(\\d{1,4})h)?(?:(\\d{1,4})m)?(?:(\\d{1,4})s)?");

    private Scalars() {}

    /** A whole number from {@code least} to {@code most}. */
    static Optional<Integer> integer(Cursor at, int least, int most) {
        return at.text().flatMap(text -> integer(at, text, least, most));
    }

    private static Optional<Integer> integer(Cursor at, String text, int least, int most) {
        if (text.matches("\\d{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        }
        return at.refuse("\"%s\" is no whole number from %d to %d".formatted(text, least, most));
    }

    /** A number greater than 0. */
    static Optional<Double> positive(Cursor at) {
        return at.text().flatMap(text -> positive(at, text));
    }

    private static Optional<Double> positive(Cursor at, String text) {
        if (text.matches("\\d{1,9}(\\.\\d{1,9})?") && Double.parseDouble(text) > 0) {
            return Optional.of(Double.valueOf(text));
        }
        return at.refuse("\"%s\" is no number greater than 0".formatted(text));
    }

    /** {@code true} or {@code false}. */
    static Optional<Boolean> flag(Cursor at) {
        return oneOf(at, Map.of("true", true, "false", false));
    }

    /** One of a few words. */
    static <T> Optional<T> oneOf(Cursor at, Map<String, T> choices) {
        return at.text().flatMap(text -> oneOf(at, text, choices));
    }

    private static <T> Optional<T> oneOf(Cursor at, String text, Map<String, T> choices) {
        T choice = choices.get(text);
        if (choice != null) {
            return Optional.of(choice);
        }
        List<String> known = new ArrayList<>(choices.keySet());
        known.sort(null);
        return at.refuse("unknown value \"%s\"%s".formatted(text, Suggestion.of(text, known)));
    }

    /** A time with its unit: {@code 2s}, {@code 5m}, {@code 1h30m}, {@code 30d}. */
    static Optional<Duration> duration(Cursor at) {
        return at.text().flatMap(text -> duration(at, text));
    }

    private static Optional<Duration> duration(Cursor at, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (matcher.matches()) {
            Duration duration =
                    Duration.ofDays(part(matcher, 1))
                            .plusHours(part(matcher, 2))
                            .plusMinutes(part(matcher, 3))
                            .plusSeconds(part(matcher, 4));
            if (duration.isPositive()) {
                return Optional.of(duration);
            }
        }
        return at.refuse(
                "\"%s\" is no time; write a number with its unit: 30s, 5m, 1h30m or 30d"
                        .formatted(text));
    }

    private static long part(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** An absolute http or https URL. */
    static Optional<URI> httpUrl(Cursor at) {
        return at.text().flatMap(text -> httpUrl(at, text));
    }

    /** The same of the text that stands there. */
    static Optional<URI> httpUrl(Cursor at, String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null) {
                return Optional.of(uri);
            }
        } catch (URISyntaxException _) {
            // Reported below, like any other text that is no such URL.
        }
        return at.refuse("\"%s\" is no URL; write https://host/path".formatted(text));
    }
}
