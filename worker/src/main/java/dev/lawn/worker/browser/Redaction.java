package dev.lawn.worker.browser;

import dev.lawn.common.model.Credentials;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What must not be seen of a page: the account's e-mail address and password. It is compared
 * without regard to case, white space and characters that do not show.
 *
 * <p>evidence.js looks for the same words in the same way.
 */
public final class Redaction {

    /** Stands in place of a text that tells. */
    static final String REDACTED = "[redacted]";

    /** A shorter name is a word like any other. */
    private static final int SHORTEST_NAME = 4;

    private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Cf}\\p{Z}]");

    private final List<String> words;

    private Redaction(List<String> words) {
        this.words = words;
    }

    /** For pages of that account. */
    public static Redaction of(Credentials account) {
        String user = account.user();
        String name = user.substring(0, Math.max(user.indexOf('@'), 0));
        return new Redaction(
                Stream.of(
                                user,
                                account.password().reveal(),
                                name.length() < SHORTEST_NAME ? "" : name)
                        .map(Redaction::folded)
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList());
    }

    private static String folded(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return UNSEEN.matcher(plain).replaceAll("");
    }

    /**
     * The longer ones first. They are secrets: for the page they are looked for in, and nobody
     * else.
     */
    List<String> words() {
        return words;
    }

    /** The text, or what stands in its place where it tells. */
    String of(String text) {
        String plain = folded(text);
        return words.stream().anyMatch(plain::contains) ? REDACTED : text;
    }

    @Override
    public String toString() {
        return "Redaction of " + words.size() + " words";
    }
}
