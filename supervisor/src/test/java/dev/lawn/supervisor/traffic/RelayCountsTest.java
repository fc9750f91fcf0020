package dev.lawn.supervisor.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.protocol.WorkerMessage.ByClass;
import dev.lawn.common.protocol.WorkerMessage.ClassTraffic;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelayCountsTest {

    private static final List<Long> TIMES = List.of(0L, 2L, 3L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 1L);

    private static WorkerMessage.Traffic said(
            long sent, long received, ByClass byClass, Map<String, Long> failures) {
        return new WorkerMessage.Traffic(
                "run-1",
                sent,
                received,
                2,
                byClass,
                failures,
                new WorkerMessage.ConnectTimes(TIMES, 24.5));
    }

    private static ClassTraffic traffic(long sent, long received, long connections) {
        return new ClassTraffic(sent, received, connections);
    }

    @Test
    void whatAWorkerSaidIsThereByClass() {
        RelayCounts counts =
                RelayCounts.of(
                        said(
                                60,
                                600,
                                new ByClass(
                                        traffic(10, 100, 1),
                                        traffic(20, 200, 2),
                                        traffic(30, 300, 3)),
                                Map.of("timeout", 4L)));

        assertThat(counts.byClass())
                .containsExactly(
                        entry(TrafficClass.SERVICE, new ClassCounts(10, 100, 1)),
                        entry(TrafficClass.CONTROL, new ClassCounts(20, 200, 2)),
                        entry(TrafficClass.OTHER, new ClassCounts(30, 300, 3)));
        assertThat(counts.sentBytes()).isEqualTo(60);
        assertThat(counts.receivedBytes()).isEqualTo(600);
        assertThat(counts.failures()).containsExactly(entry("timeout", 4L));
        assertThat(counts.connects()).isEqualTo(new ConnectTimes(TIMES, 24.5));
        assertThat(counts.refused()).isEqualTo(2);
    }

    @Test
    void bytesOfNoClassAreOther() {
        assertThat(RelayCounts.of(new WorkerMessage.Traffic("run-1", 5, 7, 0)))
                .isEqualTo(RelayCounts.ofBytes(5, 7));
    }

    @Test
    void countsAddUp() {
        RelayCounts once =
                RelayCounts.of(
                        said(
                                10,
                                100,
                                new ByClass(
                                        traffic(10, 100, 1), traffic(0, 0, 0), traffic(0, 0, 0)),
                                Map.of("timeout", 4L)));
        RelayCounts twice = once.plus(once);

        assertThat(twice.byClass())
                .containsEntry(TrafficClass.SERVICE, new ClassCounts(20, 200, 2));
        assertThat(twice.failures()).containsExactly(entry("timeout", 8L));
        assertThat(twice.refused()).isEqualTo(4);
        assertThat(twice.connects().counts()).startsWith(0L, 4L, 6L).endsWith(2L);
        assertThat(twice.connects().sumSeconds()).isEqualTo(49.0);
        assertThat(once.plus(RelayCounts.NONE)).isEqualTo(once);
    }

    /** What a broken worker says must neither end a scrape nor make labels of its own. */
    @Test
    void nonsenseDoesNoHarm() {
        RelayCounts counts =
                RelayCounts.of(
                        new WorkerMessage.Traffic(
                                "run-1",
                                Long.MIN_VALUE,
                                Long.MAX_VALUE,
                                -1,
                                new ByClass(
                                        traffic(-1, Long.MAX_VALUE, -1),
                                        traffic(Long.MAX_VALUE, -5, 0),
                                        traffic(0, 0, 0)),
                                Map.of("a", 1L, "b", 2L, "tls", -3L),
                                new WorkerMessage.ConnectTimes(List.of(1L), -1)));

        assertThat(counts.failures()).containsExactly(entry("tls", 0L), entry("unknown", 3L));
        assertThat(counts.connects()).isEqualTo(ConnectTimes.NONE);
        assertThat(counts.refused()).isZero();
        RelayCounts sum =
                Collections.nCopies(2000, counts).stream()
                        .reduce(RelayCounts.NONE, RelayCounts::plus);
        assertThat(sum.sentBytes()).isPositive();
        assertThat(sum.totalBytes()).isGreaterThanOrEqualTo(sum.receivedBytes());
    }
}
