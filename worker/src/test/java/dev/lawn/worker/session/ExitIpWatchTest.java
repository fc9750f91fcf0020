package dev.lawn.worker.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lawn.common.time.ManualTime;
import dev.lawn.worker.service.ExitIp.Answer;
import dev.lawn.worker.service.ExitIp.Known;
import dev.lawn.worker.service.ExitIp.Trouble;
import dev.lawn.worker.service.ExitIp.Unknown;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ExitIpWatchTest {

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Answer NONE = new Unknown(Trouble.SLOW, "nobody");

    private final ManualTime time = new ManualTime();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile Answer answer = new Known("203.0.113.9");
    private final ExitIpWatch watch = new ExitIpWatch(this::ask, EVERY, time);

    private Answer ask() {
        questions.incrementAndGet();
        return answer;
    }

    /** Looks, and waits for the question that is to follow. */
    private ExitIpWatch.Seen asksAgain() {
        int before = questions.get();
        ExitIpWatch.Seen was = watch.latest();
        await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> {
                            // The last question's thread may be about to end still.
                            var _ = watch.latest();
                            return questions.get() == before + 1;
                        });
        await().atMost(Duration.ofMinutes(1)).until(() -> !watch.latest().equals(was));
        return watch.latest();
    }

    @Test
    void asksAtItsIntervalOnceItIsKnown() {
        assertThat(asksAgain().ip()).contains("203.0.113.9");
        time.advance(EVERY.minusSeconds(1));
        assertThat(watch.latest().ip()).contains("203.0.113.9");
        assertThat(questions).hasValue(1);

        answer = new Known("203.0.113.10");
        time.advance(Duration.ofSeconds(2));
        assertThat(asksAgain().ip()).contains("203.0.113.10");
    }

    @Test
    void oneQuestionWithoutAnAnswerTakesNothingAwayAndTwoDo() {
        asksAgain();
        answer = NONE;
        time.advance(EVERY.plusSeconds(1));
        ExitIpWatch.Seen once = asksAgain();
        assertThat(once.ip()).contains("203.0.113.9");
        assertThat(once.trouble()).contains((Unknown) NONE);

        time.advance(Duration.ofSeconds(16));
        ExitIpWatch.Seen twice = asksAgain();
        assertThat(twice.ip()).isEmpty();
        assertThat(twice.failed()).isEqualTo(ExitIpWatch.MOST_FAILED);

        answer = new Known("203.0.113.9");
        time.advance(Duration.ofSeconds(16));
        assertThat(asksAgain().ip()).contains("203.0.113.9");
    }

    @Test
    void asksAtOnceWhatItShallForget() {
        asksAgain();
        watch.forget();
        assertThat(asksAgain().ip()).contains("203.0.113.9");
        assertThat(questions).hasValue(2);
    }
}
