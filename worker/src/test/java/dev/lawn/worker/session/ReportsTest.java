package dev.lawn.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.time.ManualTime;
import dev.lawn.worker.relay.Traffic;
import dev.lawn.worker.relay.Traffic.Bytes;
import dev.lawn.worker.relay.Traffic.ConnectTimes;
import dev.lawn.worker.relay.Traffic.Destination;
import dev.lawn.worker.service.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportsTest {

    private static final Status CONNECTED = new Status(true, 0.5, null, null, null, null);

    private final ManualTime time = new ManualTime();
    private final List<WorkerMessage> sent = new ArrayList<>();
    private final Reports reports = new Reports(sent::add, "i-1", "demo", time);

    private static WorkerMessage told(long sent, long received) {
        WorkerMessage.ClassTraffic none = new WorkerMessage.ClassTraffic(0, 0, 0);
        return new WorkerMessage.Traffic(
                "i-1",
                sent,
                received,
                0,
                new WorkerMessage.ByClass(
                        none, none, new WorkerMessage.ClassTraffic(sent, received, 1)),
                Map.of(),
                new WorkerMessage.ConnectTimes(List.of(), 0));
    }

    private static Traffic counts(long sent, long received, long refused) {
        return new Traffic(
                Map.of(Destination.OTHER, new Bytes(sent, received, 1)),
                refused,
                Map.of(),
                new ConnectTimes(List.of(), 0));
    }

    @Test
    void beatsAtMostOnceASecondHoweverOftenTheBrowserAnswers() {
        for (int i = 0; i < 20; i++) {
            reports.answered();
            time.advance(Duration.ofMillis(100));
        }
        assertThat(sent)
                .containsExactly(
                        new WorkerMessage.Heartbeat("i-1", 1),
                        new WorkerMessage.Heartbeat("i-1", 2));
    }

    @Test
    void doesNotBeatByItself() {
        time.advance(Duration.ofMinutes(1));
        reports.sample(CONNECTED, Optional.empty(), "1.0.0");
        assertThat(sent).noneMatch(WorkerMessage.Heartbeat.class::isInstance);
    }

    @Test
    void sendsASampleOnChangeAndOtherwiseEvery15Seconds() {
        reports.sample(CONNECTED, Optional.empty(), "1.0.0");
        reports.sample(CONNECTED, Optional.empty(), "1.0.0");
        assertThat(sent).hasSize(1);
        reports.sample(CONNECTED, Optional.of("203.0.113.9"), "1.0.0");
        assertThat(sent).hasSize(2);
        time.advance(Duration.ofSeconds(15));
        reports.sample(CONNECTED, Optional.of("203.0.113.9"), "1.0.0");
        assertThat(sent).hasSize(3);
    }

    @Test
    void sendsTrafficWhenItChangedAndNotTooOften() {
        reports.traffic(counts(1, 1, 0));
        reports.traffic(counts(2, 2, 0));
        assertThat(sent).hasSize(1);
        time.advance(Duration.ofSeconds(5));
        reports.traffic(counts(2, 2, 0));
        time.advance(Duration.ofSeconds(5));
        reports.traffic(counts(2, 2, 0));
        assertThat(sent).containsExactly(told(1, 1), told(2, 2));
    }

    @Test
    void tellsTheLastCountsAtOnceUnlessTheyWereToldAlready() {
        reports.traffic(counts(1, 1, 0));
        reports.lastTraffic(counts(3, 1, 0));
        reports.lastTraffic(counts(3, 1, 0));
        assertThat(sent).containsExactly(told(1, 1), told(3, 1));
    }
}
