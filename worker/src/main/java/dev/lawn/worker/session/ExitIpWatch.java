package dev.lawn.worker.session;

import dev.lawn.common.time.Time;
import dev.lawn.worker.service.Every;
import dev.lawn.worker.service.ExitIp;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Keeps the exit IP known without ever holding up the loop: each question has its own thread. An
 * address that does not answer once, and does the next time, changes nothing.
 */
final class ExitIpWatch {

    /** Questions in a row without an answer, after which what was known holds no more. */
    static final int MOST_FAILED = 2;

    private static final Duration UNKNOWN = Duration.ofSeconds(15);

    private final Supplier<ExitIp.Answer> exitIp;
    private final Duration known;
    private final Time time;
    private final AtomicBoolean asking = new AtomicBoolean();
    private Every pace;
    private int question;
    private Seen seen = Seen.NOTHING;

    /**
     * What the questions have come to.
     *
     * @param ip empty where it is unknown
     * @param failed questions in a row that brought nothing
     * @param trouble what the last of them came to; empty where it brought the IP
     */
    record Seen(Optional<String> ip, int failed, Optional<ExitIp.Unknown> trouble) {

        static final Seen NOTHING = new Seen(Optional.empty(), 0, Optional.empty());

        Seen after(ExitIp.Answer answer) {
            return switch (answer) {
                case ExitIp.Known(String now) -> new Seen(Optional.of(now), 0, Optional.empty());
                case ExitIp.Unknown unknown ->
                        new Seen(
                                failed + 1 < MOST_FAILED ? ip : Optional.empty(),
                                failed + 1,
                                Optional.of(unknown));
            };
        }
    }

    /**
     * @param exitIp asks; may take its time
     * @param known how often, once it is known
     */
    ExitIpWatch(Supplier<ExitIp.Answer> exitIp, Duration known, Time time) {
        this.exitIp = exitIp;
        this.known = known;
        this.time = time;
        pace = new Every(UNKNOWN, time);
    }

    /** What is known now. Begins to ask again when it is time to. */
    synchronized Seen latest() {
        if (!asking.get() && pace.isDue()) {
            asking.set(true);
            int current = question;
            Thread.ofVirtual().name("exit-ip").start(() -> ask(current));
        }
        return seen;
    }

    /** What was known proves nothing any more; asks again at the next look. */
    synchronized void forget() {
        question++;
        seen = Seen.NOTHING;
        pace = new Every(UNKNOWN, time);
    }

    private void ask(int asked) {
        try {
            answered(asked, exitIp.get());
        } finally {
            asking.set(false);
        }
    }

    private synchronized void answered(int asked, ExitIp.Answer answer) {
        if (asked == question) {
            seen = seen.after(answer);
            pace = next(seen.failed() == 0 ? known : UNKNOWN);
        }
    }

    private Every next(Duration period) {
        Every next = new Every(period, time);
        // Now is over: the next is a period ahead.
        boolean _ = next.isDue();
        return next;
    }
}
