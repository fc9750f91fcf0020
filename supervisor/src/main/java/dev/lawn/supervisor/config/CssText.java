package dev.lawn.supervisor.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What can be told of a CSS selector without a browser: that brackets and quotes are closed, and
 * that something stands between its commas. Whether the rest means anything a browser must say.
 */
final class CssText {

    private static final String OPEN = "([";
    private static final String CLOSE = ")]";

    private final Deque<Character> open = new ArrayDeque<>();
    private char quote;
    private boolean isEmpty = true;

    private CssText() {}

    /** What is wrong with it; empty where nothing is. */
    static Optional<String> mistake(String selector) {
        CssText text = new CssText();
        for (int i = 0; i < selector.length(); i++) {
            char each = selector.charAt(i);
            if (each == '\\') {
                text.isEmpty = false;
                i++;
                continue;
            }
            Optional<String> mistake = text.take(each);
            if (mistake.isPresent()) {
                return mistake;
            }
        }
        return text.end();
    }

    private Optional<String> take(char each) {
        if (quote != 0) {
            quote = each == quote ? 0 : quote;
            return Optional.empty();
        }
        if (each == ',' && open.isEmpty()) {
            Optional<String> mistake = part();
            isEmpty = true;
            return mistake;
        }
        isEmpty &= Character.isWhitespace(each);
        if (each == '"' || each == '\'') {
            quote = each;
        } else if (OPEN.indexOf(each) >= 0) {
            open.push(CLOSE.charAt(OPEN.indexOf(each)));
        } else if (CLOSE.indexOf(each) >= 0 && (open.isEmpty() || open.pop() != each)) {
            return Optional.of("a %s closes nothing".formatted(each));
        }
        return Optional.empty();
    }

    private Optional<String> part() {
        return isEmpty ? Optional.of("nothing stands beside a comma") : Optional.empty();
    }

    private Optional<String> end() {
        if (quote != 0) {
            return Optional.of("a %s is not closed".formatted(quote));
        }
        return open.isEmpty() ? part() : Optional.of("a %s is missing".formatted(open.peek()));
    }
}
