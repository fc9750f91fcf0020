package dev.lawn.supervisor.config;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with <code>${…}</code> in them; <code>$${</code> stands for <code>${</code> itself. */
final class Template {

    private static final Pattern PART =
            Pattern.compile("(?<escaped>\\$\\$\\{)|\\$\\{(?<body>[^{}]*)}|(?<open>\\$\\{)");

    private static final Pattern ONE_REFERENCE = Pattern.compile("\\$\\{[^{}]*}");

    private Template() {}

    /**
     * Fills in every reference.
     *
     * @param at where an unfinished reference is reported
     * @param resolve gives the value of what stands between the braces, or reports and gives
     *     nothing
     * @return empty where any reference had no value; all of them were tried
     */
    static Optional<String> fill(
            Cursor at, String text, Function<String, Optional<String>> resolve) {
        StringBuilder filled = new StringBuilder();
        boolean whole = true;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            Optional<String> value = value(at, part, resolve);
            whole &= value.isPresent();
            part.appendReplacement(filled, Matcher.quoteReplacement(value.orElse("")));
        }
        part.appendTail(filled);
        return whole ? Optional.of(filled.toString()) : Optional.empty();
    }

    private static Optional<String> value(
            Cursor at, Matcher part, Function<String, Optional<String>> resolve) {
        if (part.group("escaped") != null) {
            return Optional.of("${");
        }
        String body = part.group("body");
        if (body != null) {
            return resolve.apply(body);
        }
        return at.refuse("a \"${\" without its \"}\"; write $${ where a plain ${ is meant");
    }

    /** Whether the whole text is one reference. */
    static boolean isOneReference(String text) {
        return ONE_REFERENCE.matcher(text).matches();
    }

    /** The text with nothing in place of each reference: what stands in the file itself. */
    static String literalPart(String text) {
        return PART.matcher(text)
                .replaceAll(
                        part ->
                                part.group("escaped") == null
                                        ? ""
                                        : Matcher.quoteReplacement("${"));
    }
}
