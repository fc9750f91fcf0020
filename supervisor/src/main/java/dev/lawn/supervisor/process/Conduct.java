package dev.lawn.supervisor.process;

import dev.lawn.common.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a worker writes to its stdout: a little noise is nobody's business, a flood is. The
 * verdict is final.
 *
 * <p>Owned by the thread that reads.
 */
final class Conduct {

    /**
     * Bytes that are no messages. A stray library that logs to stdout writes kilobytes a second,
     * and a hundred nodes that write this much would still leave the host a core.
     */
    static final long MOST_WASTE_BYTES = 16L * 1024 * 1024;

    static final Duration WASTE_WINDOW = Duration.ofSeconds(5);

    /**
     * Lines that claim to be messages and are none. A sound worker says some ten lines a second at
     * its busiest: beyond three times that it is broken for good, and what it says between is not
     * to be trusted.
     */
    static final long MOST_MALFORMED = 300;

    static final Duration MALFORMED_WINDOW = Duration.ofSeconds(10);

    /**
     * A thousand a second. A sound worker says ten at most; and what was kept in the pipe while
     * Lawn itself was stopped is 64 KiB, some six hundred.
     */
    static final long MOST_MESSAGES = 5_000;

    static final Duration MESSAGES_WINDOW = Duration.ofSeconds(5);

    /** The rest of a longer message counts as waste: 64 KiB each would be a flood in disguise. */
    static final int LONGEST_SENSIBLE_MESSAGE_BYTES = 4 * 1024;

    private final Time time;
    private final SlidingSum waste;
    private final SlidingSum malformed;
    private final SlidingSum messages;
    private @Nullable String verdict;

    Conduct(Time time) {
        this.time = time;
        long now = time.nanos();
        this.waste = new SlidingSum(WASTE_WINDOW, now);
        this.malformed = new SlidingSum(MALFORMED_WINDOW, now);
        this.messages = new SlidingSum(MESSAGES_WINDOW, now);
    }

    /** What is wrong with it, for people; null as long as it is tolerated. */
    @Nullable String verdict() {
        return verdict;
    }

    /** So many bytes came; waste until they turn out to be a message. */
    void read(int bytes) {
        count(waste, bytes, MOST_WASTE_BYTES, WASTE_WINDOW, "bytes that are no messages");
    }

    /**
     * @param bytes of the message's line, newline excluded
     */
    void message(int bytes) {
        waste.add(-(Math.min(bytes, LONGEST_SENSIBLE_MESSAGE_BYTES) + 1L), time.nanos());
        count(messages, 1, MOST_MESSAGES, MESSAGES_WINDOW, "messages");
    }

    void malformed() {
        count(malformed, 1, MOST_MALFORMED, MALFORMED_WINDOW, "malformed lines");
    }

    private void count(SlidingSum sum, long amount, long most, Duration window, String what) {
        sum.add(amount, time.nanos());
        if (verdict == null && sum.sum() > most) {
            verdict =
                    "wrote more than %d %s to stdout within %d s"
                            .formatted(most, what, window.toSeconds());
        }
    }
}
