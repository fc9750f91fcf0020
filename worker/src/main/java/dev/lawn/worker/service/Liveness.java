package dev.lawn.worker.service;

import dev.lawn.common.model.Reason;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.ServiceDefinition.Beat;
import dev.lawn.common.service.ServiceDefinition.Worker;
import dev.lawn.common.time.Time;
import dev.lawn.worker.browser.BrowserFault;
import dev.lawn.worker.browser.ExtensionPage;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells a dead extension from what its storage goes on saying: the pages of an extension outlive
 * its service worker, and so does the word "connected".
 *
 * <p>Owned by one thread.
 */
final class Liveness {

    /** A worker that crashed is back within a moment where the browser starts it again. */
    private static final int LOOKS_WITHOUT_WORKER = 3;

    /** What a beat may be late on a busy host. With the longest round it stays below 15 s. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    /**
     * Longer than that between two looks, and it was we who stood still, the whole host perhaps:
     * then nothing could beat.
     */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(10);

    private final ServiceDefinition service;
    private final ExtensionPage extension;
    private final Time time;
    private int looksWithoutWorker;
    private @Nullable String lastBeat;
    private long lastBeatAt;
    private long lastCheckAt;

    Liveness(ServiceDefinition service, ExtensionPage extension, Time time) {
        this.service = service;
        this.extension = extension;
        this.time = time;
        lastBeatAt = time.nanos();
        lastCheckAt = lastBeatAt;
    }

    /**
     * Returns where the extension lives, as far as can be told.
     *
     * @param connected what it says itself; only a connection beats
     * @throws BrowserFault where it is dead
     */
    void check(Map<String, String> stored, boolean connected) throws InterruptedException {
        checkWorker();
        Beat beat = service.status().beat();
        if (beat != null) {
            check(beat, stored.get(beat.key()), connected);
        }
    }

    private void checkWorker() throws InterruptedException {
        if (service.extension().worker() == Worker.MAY_SLEEP) {
            return;
        }
        looksWithoutWorker = extension.hasWorker() ? 0 : looksWithoutWorker + 1;
        if (looksWithoutWorker >= LOOKS_WITHOUT_WORKER) {
            throw dead("its service worker has gone");
        }
    }

    private void check(Beat beat, @Nullable String value, boolean connected) {
        long now = time.nanos();
        boolean paused = now - lastCheckAt > LONGEST_ROUND.toNanos();
        lastCheckAt = now;
        if (paused || !connected || !Objects.equals(value, lastBeat)) {
            lastBeat = value;
            lastBeatAt = now;
        } else if (now - lastBeatAt > beat.every().plus(MARGIN).toNanos()) {
            throw dead(
                    "it says that it is connected, but \"%s\" has not changed for %d s"
                            .formatted(beat.key(), Duration.ofNanos(now - lastBeatAt).toSeconds()));
        }
    }

    private static BrowserFault dead(String why) {
        return new BrowserFault(Reason.EXTENSION_DEAD, "extension: " + why);
    }
}
