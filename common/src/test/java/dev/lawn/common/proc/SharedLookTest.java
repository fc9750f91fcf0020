package dev.lawn.common.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedLookTest {

    @Test
    void whoAsksAloneGetsALookOfItsOwn() {
        AtomicInteger looks = new AtomicInteger();
        SharedLook<Integer> shared = new SharedLook<>(looks::incrementAndGet);

        assertThat(shared.get()).isEqualTo(1);
        assertThat(shared.get()).isEqualTo(2);
    }

    /** The first look began before the others asked, so it is not theirs; the second is. */
    @Test
    void twoHundredWhoAskDuringALookShareTheNext() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(200);
        SharedLook<Integer> shared =
                new SharedLook<>(
                        () -> {
                            inside.countDown();
                            await(asked);
                            return looks.incrementAndGet();
                        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = threads.submit(shared::get);
            inside.await();
            List<Future<Integer>> others = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                others.add(
                        threads.submit(
                                () -> {
                                    asked.countDown();
                                    return shared.get();
                                }));
            }

            assertThat(first.get()).isEqualTo(1);
            for (Future<Integer> other : others) {
                assertThat(other.get()).isBetween(2, 3);
            }
            assertThat(looks.get()).isLessThanOrEqualTo(3);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
