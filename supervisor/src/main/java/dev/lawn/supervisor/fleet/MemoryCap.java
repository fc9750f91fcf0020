package dev.lawn.supervisor.fleet;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which incarnation has taken too much memory for too long. Pure: it is told what was measured and
 * what time it is, and asked who is next.
 *
 * <p>Nodes that grow alike pass the cap together, so each waits a random while, and only one of the
 * host goes at a time. A node over twice its cap waits for nobody.
 */
final class MemoryCap {

    /** A page that loads, or a collection that is due, is over by the next look or two. */
    private static final int LOOKS_IN_A_ROW = 3;

    private static final long SPREAD_NANOS = Duration.ofMinutes(1).toNanos();

    /** How long one that was sent holds the others up, and is not sent again. */
    private static final long PATIENCE_NANOS = Duration.ofMinutes(2).toNanos();

    private final long cap;
    private final DoubleSupplier random;
    private final Map<String, Integer> looksAbove = new HashMap<>();
    private final Map<String, Long> dueAt = new HashMap<>();
    private final Set<String> urgent = new LinkedHashSet<>();
    private final Map<String, Long> sentAt = new HashMap<>();

    /**
     * @param cap bytes
     * @param random from 0 to 1
     */
    MemoryCap(long cap, DoubleSupplier random) {
        this.cap = cap;
        this.random = random;
    }

    /**
     * A look at one incarnation.
     *
     * @param bytes of all its processes; null where it could not be measured, which says nothing
     * @param now in monotonic nanoseconds
     */
    void measured(String incarnation, @Nullable Long bytes, long now) {
        if (bytes == null || sentRecently(incarnation, now)) {
            return;
        }
        if (bytes <= cap) {
            looksAbove.remove(incarnation);
            dueAt.remove(incarnation);
            return;
        }
        int looks = looksAbove.merge(incarnation, 1, Integer::sum);
        if (looks >= LOOKS_IN_A_ROW) {
            dueAt.putIfAbsent(incarnation, now + (long) (random.getAsDouble() * SPREAD_NANOS));
        }
        if (bytes > 2 * cap) {
            urgent.add(incarnation);
        }
    }

    /** Forgets every incarnation that is not there any more. */
    void retain(Set<String> incarnations) {
        looksAbove.keySet().retainAll(incarnations);
        dueAt.keySet().retainAll(incarnations);
        urgent.retainAll(incarnations);
        sentAt.keySet().retainAll(incarnations);
    }

    /** Who shall go now; to be asked until it answers with nobody. */
    Optional<String> next(long now) {
        Optional<String> chosen = urgent.stream().findFirst().or(() -> longestDue(now));
        chosen.ifPresent(incarnation -> send(incarnation, now));
        return chosen;
    }

    /** That one did not go: it holds nobody up, and is looked at like any other. */
    void declined(String incarnation) {
        sentAt.remove(incarnation);
    }

    private Optional<String> longestDue(long now) {
        if (sentAt.keySet().stream().anyMatch(each -> sentRecently(each, now))) {
            return Optional.empty();
        }
        return dueAt.entrySet().stream()
                .filter(due -> due.getValue() - now <= 0)
                .min((a, b) -> Long.compare(a.getValue() - now, b.getValue() - now))
                .map(Map.Entry::getKey);
    }

    private void send(String incarnation, long now) {
        urgent.remove(incarnation);
        dueAt.remove(incarnation);
        looksAbove.remove(incarnation);
        sentAt.put(incarnation, now);
    }

    private boolean sentRecently(String incarnation, long now) {
        Long sent = sentAt.get(incarnation);
        return sent != null && now - sent < PATIENCE_NANOS;
    }
}
