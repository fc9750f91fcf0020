package dev.lawn.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LastResortTest {

    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final LastResort lastResort =
            new LastResort(exit, Duration.ofMillis(50), ended::countDown);

    @Test
    void endsASessionThatDoesNotEndItself() throws InterruptedException {
        lastResort.arm();
        assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void leavesASessionAloneThatEndsInTime() throws InterruptedException {
        exit.complete(NodeSession.GOODBYE);
        lastResort.arm();
        assertThat(ended.await(200, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void doesNothingUntilAStopWasAskedFor() throws InterruptedException {
        assertThat(ended.await(200, TimeUnit.MILLISECONDS)).isFalse();
    }
}
