package dev.lawn.supervisor.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Watches how far apart a node's heartbeats are heard. */
final class BeatWatch implements AutoCloseable {

    private static final long LOOK_MILLIS = 20;

    private final Supplier<@Nullable Instant> lastBeat;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;
    private volatile Duration longestGap = Duration.ZERO;

    private BeatWatch(Supplier<@Nullable Instant> lastBeat) {
        this.lastBeat = lastBeat;
        this.thread = Thread.ofPlatform().daemon().name("beat-watch").unstarted(this::watch);
    }

    /**
     * @param lastBeat when the last beat was heard; there was one
     */
    static BeatWatch of(Supplier<@Nullable Instant> lastBeat) {
        BeatWatch watch = new BeatWatch(lastBeat);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        Instant heard = Objects.requireNonNull(lastBeat.get());
        try {
            while (!end.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                Instant now = Objects.requireNonNull(lastBeat.get());
                Duration gap = Duration.between(heard, now);
                heard = now;
                longestGap = gap.compareTo(longestGap) > 0 ? gap : longestGap;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Between two beats that followed each other, as far as they were seen. */
    Duration longestGap() {
        return longestGap;
    }

    @Override
    public void close() {
        end.countDown();
    }
}
