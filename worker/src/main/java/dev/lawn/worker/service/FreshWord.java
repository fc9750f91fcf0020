package dev.lawn.worker.service;

import dev.lawn.common.time.Time;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the extension says from what its storage kept: after a start, or a new sign-in, the
 * word of before is still there until the extension writes another.
 *
 * <p>Owned by one thread.
 */
final class FreshWord {

    /** By then the extension has had its say, and the word may have been right all along. */
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private final Time time;
    private final long since;
    private final @Nullable Object before;
    private final Optional<String> beatBefore;
    private boolean isFresh;

    /**
     * @param before what is stored at this moment; null for nothing
     * @param beatBefore the beat stored with it; empty for none
     */
    FreshWord(@Nullable Object before, Optional<String> beatBefore, Time time) {
        this.beatBefore = beatBefore;
        this.before = before;
        this.time = time;
        since = time.nanos();
    }

    /** Whether this stored word was written, or has stood, since then. */
    boolean isFresh(@Nullable Object stored) {
        isFresh |= isAnother(stored) || time.nanos() - since >= SETTLE.toNanos();
        return isFresh;
    }

    /** The same of a word that would not stand without a beat: only the beat proves it. */
    boolean isFresh(@Nullable Object stored, Optional<String> beat) {
        isFresh |= isAnother(stored) || (beat.isPresent() && !beat.equals(beatBefore));
        return isFresh;
    }

    private boolean isAnother(@Nullable Object stored) {
        return !Objects.equals(stored, before);
    }
}
