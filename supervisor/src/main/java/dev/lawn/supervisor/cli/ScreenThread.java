package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.control.StatusDocument;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A screen on a thread of its own. A reader that stopped reading ({@code lawn up | less}, Ctrl-S)
 * blocks that thread and nobody else: not a node, and not the stop. What does not fit is dropped.
 */
final class ScreenThread {

    private static final int MOST_WAITING = 1000;
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Screen screen;
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(MOST_WAITING),
                    Thread.ofPlatform().daemon().name("screen").factory(),
                    new ThreadPoolExecutor.DiscardPolicy());

    ScreenThread(Screen screen) {
        this.screen = screen;
    }

    void changed(NodeSnapshot node) {
        thread.execute(() -> screen.changed(node));
    }

    void say(String words) {
        thread.execute(() -> screen.say(words));
    }

    void refresh(Supplier<StatusDocument> status) {
        thread.execute(() -> screen.refresh(status));
    }

    /** Waits a moment for the last words to be written. */
    void end() {
        thread.shutdown();
        try {
            boolean _ = thread.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
