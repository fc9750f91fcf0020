package dev.lawn.worker.session;

import dev.lawn.common.time.Time;
import dev.lawn.worker.service.Every;
import dev.lawn.worker.service.ExitIp;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps the exit IP known without ever holding up the loop: each question has its own thread. */
final class ExitIpWatch {

    private static final Duration KNOWN = Duration.ofMinutes(5);
    private static final Duration UNKNOWN = Duration.ofSeconds(15);

    private final ExitIp exitIp;
    private final Every whileKnown;
    private final Time time;
    private Every whileUnknown;
    private final AtomicBoolean asking = new AtomicBoolean();
    private int question;
    private volatile Optional<String> latest = Optional.empty();

    ExitIpWatch(ExitIp exitIp, Time time) {
        this.exitIp = exitIp;
        this.time = time;
        whileKnown = new Every(KNOWN, time);
        whileUnknown = new Every(UNKNOWN, time);
    }

    /** The latest answer; empty where it is unknown. Begins to ask again when it is time to. */
    Optional<String> latest() {
        Every pace = latest.isPresent() ? whileKnown : whileUnknown;
        if (!asking.get() && pace.isDue()) {
            asking.set(true);
            int current = question;
            Thread.ofVirtual().name("exit-ip").start(() -> ask(current));
        }
        return latest;
    }

    /** What was known proves nothing any more; asks again at the next look. */
    synchronized void forget() {
        question++;
        latest = Optional.empty();
        whileUnknown = new Every(UNKNOWN, time);
    }

    private synchronized void answered(int asked, Optional<String> answer) {
        if (asked == question) {
            latest = answer;
        }
    }

    private void ask(int asked) {
        try {
            answered(asked, exitIp.ask());
        } finally {
            asking.set(false);
        }
    }
}
