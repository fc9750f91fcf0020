package dev.lawn.faults.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.faults.lawn.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each second a sight: what the status said, and what was so. */
class TimelineTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final Duration ASKING = Duration.ofMillis(10);

    private final List<Sight> sights = new ArrayList<>();

    private void saw(String state, boolean earning) {
        saw(state, START, 7L, earning);
    }

    private void saw(String state, Instant since, long pid, boolean earning) {
        Status.Node node = node(state, since, pid);
        sights.add(
                new Sight(
                        Duration.ofSeconds(sights.size()).minus(ASKING).toNanos(),
                        Duration.ofSeconds(sights.size()).toNanos(),
                        new Status(List.of(node), 1, null),
                        Map.of("a", earning),
                        Map.of("a", earning ? Duration.ofSeconds(sights.size()).toNanos() : -1)));
    }

    private static Status.Node node(String state, Instant since, long pid) {
        return new Status.Node("a", state, null, null, since, null, 0, 0, pid, null);
    }

    private Timeline timeline() {
        return new Timeline("a", 0, sights);
    }

    @Test
    void aFaultIsDetectedWhenTheStatusSaysSoAndOverWhenBothAgree() {
        saw("connected", true);
        saw("connected", false);
        saw("degraded", false);
        saw("connected", false);
        saw("connected", true);

        assertThat(timeline().detection()).contains(Duration.ofSeconds(2));
        assertThat(timeline().recovery(0)).contains(Duration.ofSeconds(4));
        assertThat(timeline().recovery(Duration.ofSeconds(3).toNanos()))
                .contains(Duration.ofSeconds(1));
        assertThat(timeline().shown()).containsExactly("connected", "degraded", "connected");
    }

    @Test
    void aSocketThatWasNotHeardAfterTheDetectionIsNoRecovery() {
        saw("connected", true);
        saw("degraded", true);
        Status.Node node = node("connected", START, 7);
        sights.add(
                new Sight(
                        Duration.ofSeconds(2).toNanos(),
                        Duration.ofSeconds(2).toNanos(),
                        new Status(List.of(node), 1, null),
                        Map.of("a", true),
                        Map.of("a", Duration.ofMillis(900).toNanos())));
        saw("connected", true);

        assertThat(timeline().recovery(0)).contains(Duration.ofSeconds(3));
    }

    @Test
    void theLongestLieIsOneStretch() {
        saw("connected", false);
        saw("connected", false);
        saw("connected", true);
        saw("connected", false);
        saw("connected", false);
        saw("connected", false);
        saw("degraded", false);

        assertThat(timeline().longestLie()).isEqualTo(Duration.ofSeconds(2).minus(ASKING));
    }

    @Test
    void aSilenceLastsFromTheFirstQuestionWithoutAnAnswerToTheNextAnswer() {
        saw("connected", true);
        sights.add(silent(3, 5));
        sights.add(silent(6, 8));
        Status.Node node = node("connected", START, 7);
        Status status = new Status(List.of(node), 1, null);
        sights.add(new Sight(seconds(9), seconds(10), status, Map.of(), Map.of()));
        sights.add(new Sight(seconds(30), seconds(31), status, Map.of(), Map.of()));

        assertThat(Watch.longestSilence(sights)).isEqualTo(Duration.ofSeconds(7));
    }

    private static Sight silent(long asked, long seen) {
        return new Sight(seconds(asked), seconds(seen), null, Map.of(), Map.of());
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void nothingIsDetectedWhereNothingWasSaid() {
        sights.add(new Sight(0, 0, null, Map.of("a", false), Map.of("a", -1L)));

        assertThat(timeline().detection()).isEmpty();
        assertThat(timeline().recovery(0)).isEmpty();
    }

    @Test
    void anotherPidOrAnotherMomentIsADisturbance() {
        saw("connected", true);
        assertThat(timeline().disturbances(node("connected", START, 7))).isEmpty();

        saw("connected", START, 8, true);
        saw("connected", START.plusSeconds(1), 8, true);
        assertThat(timeline().disturbances(node("connected", START, 7)))
                .containsExactly("a's worker 7 became 8", "a became connected");
    }
}
