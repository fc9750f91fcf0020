package dev.lawn.common.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
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
        CountDownLatch goOn = new CountDownLatch(1);
        SharedLook<Integer> shared =
                new SharedLook<>(
                        () -> {
                            inside.countDown();
                            await(goOn);
                            return looks.incrementAndGet();
                        });
        FutureTask<Integer> first = new FutureTask<>(shared::get);
        Thread.ofVirtual().start(first);
        inside.await();
        List<FutureTask<Integer>> others = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            FutureTask<Integer> other = new FutureTask<>(shared::get);
            others.add(other);
            threads.add(Thread.ofVirtual().start(other));
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> threads.stream().allMatch(SharedLookTest::waits));

        goOn.countDown();

        assertThat(first.get()).isEqualTo(1);
        for (FutureTask<Integer> other : others) {
            assertThat(other.get()).isEqualTo(2);
        }
        assertThat(looks).hasValue(2);
    }

    /** It has asked: there is nothing else to wait for. */
    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
