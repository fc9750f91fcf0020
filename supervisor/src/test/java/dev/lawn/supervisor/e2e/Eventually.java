package dev.lawn.supervisor.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;

/** A bounded wait for something that real processes do in their own time. */
final class Eventually {

    private Eventually() {}

    /** Tries until {@code asserted} passes; fails with its last failure. */
    static void within(Duration patience, String what, ThrowingRunnable asserted) {
        await(what)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(asserted);
    }
}
