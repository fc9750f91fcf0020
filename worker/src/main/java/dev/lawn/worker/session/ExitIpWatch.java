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
    private final Every whileUnknown;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Optional<String> latest = Optional.empty();

    ExitIpWatch(ExitIp exitIp, Time time) {
        this.exitIp = exitIp;
        whileKnown = new Every(KNOWN, time);
        whileUnknown = new Every(UNKNOWN, time);
    }

    /** The latest answer; empty where it is unknown. Begins to ask again when it is time to. */
    Optional<String> latest() {
        Every pace = latest.isPresent() ? whileKnown : whileUnknown;
        if (!asking.get() && pace.isDue()) {
            asking.set(true);
            Thread.ofVirtual().name("exit-ip").start(this::ask);
        }
        return latest;
    }

    private void ask() {
        try {
            latest = exitIp.ask();
        } finally {
            asking.set(false);
        }
    }
}
