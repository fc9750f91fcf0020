package dev.lawn.worker.service;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as programs store them and as people are shown them. A text that may mean two numbers, as
 * {@code 1,234} does, means none.
 *
 * <pre>{@code
 * NumberText.shown("1.234,5");  // 1234.5
 * NumberText.shown("83 %");     // 83
 * NumberText.shown("1,234");    // null: 1234 to some, a bit more than 1 to others
 * NumberText.stored("1.234");   // 1.234: that is how a program writes it
 * }</pre>
 */
final class NumberText {

    private static final int LONGEST = 40;

    /** RFC 8259, section 6. */
    private static final Pattern JSON =
            Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    private static final String SPACES = " \u00a0\u2009\u202f";
    private static final String SEPARATORS = ".,'\u2019" + SPACES;

    private static final Pattern SHOWN =
            Pattern.compile(
                    "([+-]?)([0-9](?:[0-9%s]*[0-9])?)[%s]?([kKMB%%]?)"
                            .formatted(SEPARATORS, SPACES));

    /** Groups of three digits, or as in India of two but for the last. */
    private static final Pattern GROUPED =
            Pattern.compile("[1-9][0-9]{0,2}(?:S[0-9]{3})+|[1-9][0-9]?(?:S[0-9]{2})+S[0-9]{3}");

    private NumberText() {}

    /** What a program wrote: as JSON writes numbers, or else {@link #shown}. Null for unknown. */
    static @Nullable Double stored(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        return JSON.matcher(text).matches() ? finite(Double.parseDouble(text)) : shown(text);
    }

    /**
     * What a page shows, whatever the language: grouped by comma, dot, apostrophe or space, with a
     * decimal comma or dot. {@code k}, {@code M} and {@code B} stand for thousands, millions and
     * billions; a per cent sign changes nothing. Null for unknown.
     */
    static @Nullable Double shown(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        Matcher matcher = SHOWN.matcher(text.strip().replace('\u2212', '-'));
        String plain = matcher.matches() ? plain(matcher.group(2)) : null;
        return plain == null
                ? null
                : Double.parseDouble(matcher.group(1) + plain) * factor(matcher.group(3));
    }

    private static double factor(String suffix) {
        return switch (suffix) {
            case "k", "K" -> 1e3;
            case "M" -> 1e6;
            case "B" -> 1e9;
            default -> 1;
        };
    }

    /** Digits with at most a decimal dot; null where that is not certain. */
    private static @Nullable String plain(String digits) {
        int last = lastSeparator(digits);
        if (last < 0) {
            return digits;
        }
        String whole = digits.substring(0, last);
        String rest = digits.substring(last + 1);
        if (isGrouped(digits)) {
            boolean mayBeDecimal = isDecimal(digits.charAt(last)) && lastSeparator(whole) < 0;
            return mayBeDecimal ? null : withoutSeparators(digits);
        }
        boolean isWhole = lastSeparator(whole) < 0 || isGrouped(whole);
        boolean isAnother = whole.indexOf(digits.charAt(last)) < 0;
        return isDecimal(digits.charAt(last)) && isWhole && isAnother
                ? withoutSeparators(whole) + "." + rest
                : null;
    }

    private static boolean isDecimal(char separator) {
        return separator == '.' || separator == ',';
    }

    /** By one and the same separator. */
    private static boolean isGrouped(String digits) {
        char separator = digits.charAt(lastSeparator(digits));
        boolean isOne = digits.chars().allMatch(each -> isDigit(each) || each == separator);
        return isOne && GROUPED.matcher(digits.replace(separator, 'S')).matches();
    }

    private static String withoutSeparators(String digits) {
        return digits.codePoints()
                .filter(NumberText::isDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int lastSeparator(String digits) {
        int at = digits.length() - 1;
        while (at >= 0 && isDigit(digits.charAt(at))) {
            at--;
        }
        return at;
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
