package dev.lawn.supervisor.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The end of a message about a word that is not known. */
public final class Suggestion {

    private Suggestion() {}

    /**
     * {@code , did you mean "proxy"?} where a known word is near, else {@code ; known here: …}, and
     * nothing where nothing is known.
     */
    public static String of(String word, Collection<String> known) {
        Optional<String> near = nearest(word, known);
        if (near.isPresent()) {
            return ", did you mean \"%s\"?".formatted(near.get());
        }
        return known.isEmpty() ? "" : "; known here: " + String.join(", ", known);
    }

    /** The known word that was probably meant. */
    static Optional<String> nearest(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= tolerance(candidate))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /** A third of the word may be wrong, so that short words do not suggest each other. */
    private static int tolerance(String candidate) {
        return Math.max(1, candidate.length() / 3);
    }

    /** Levenshtein distance with neighbouring letters swapped counted once, case ignored. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best =
                Math.min(
                        cost[i - 1][j - 1] + change,
                        Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1));
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
