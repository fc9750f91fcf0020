package dev.lawn.supervisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.run.RunningLawn;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers whose stdout is an attack, started one after the other beside a good one. Each is in
 * quarantine within 10 s of its first connection, and the good one does not notice.
 */
class HostileFleetIT {

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration QUARANTINE = Duration.ofSeconds(10);

    /** A beat of a scripted worker comes every 200 ms; it may be a second late. */
    private static final Duration LONGEST_GAP = Duration.ofMillis(1_200);

    private static final long MOST_GROWTH_BYTES = 16L * 1024 * 1024;

    private static final List<String> OFFENDERS =
            List.of("endless-line", "flood", "invalid-utf8", "half-lines");

    @TempDir private Path temp;

    @Test
    void eachIsQuarantinedAndNobodyElseNotices() throws Exception {
        try (RunningLawn lawn = ScriptedFleet.start(temp.resolve("state"), "good")) {
            awaitState(lawn, "good", StateName.CONNECTED, START);
        }
        long before = usedHeap();
        String[] scripts =
                Stream.concat(Stream.of("good"), OFFENDERS.stream()).toArray(String[]::new);
        try (RunningLawn lawn = ScriptedFleet.start(temp.resolve("state"), scripts)) {
            awaitState(lawn, "good", StateName.CONNECTED, START);
            Long goodPid = node(lawn, "good").processes().workerPid();
            try (BeatWatch beats = BeatWatch.of(() -> node(lawn, "good").lastHeartbeat())) {
                for (String offender : OFFENDERS) {
                    awaitQuarantine(lawn, offender);
                }
                assertThat(beats.longestGap()).isLessThan(LONGEST_GAP);
            }
            assertThat(usedHeap() - before).isLessThan(MOST_GROWTH_BYTES);
            assertThat(node(lawn, "good").processes().workerPid()).isEqualTo(goodPid);
            assertThat(node(lawn, "good").state()).isEqualTo(StateName.CONNECTED);
            assertThat(node(lawn, "good").restarts()).isEmpty();
        }
        for (String offender : OFFENDERS) {
            assertThat(theOnlyDeathOf(offender))
                    .contains("cause: protocol")
                    .contains("how: exited with code 137 (signal 9)");
            assertThat(bytesLogged(offender)).isLessThan(3 * 1024 * 1024);
        }
    }

    private static NodeSnapshot node(RunningLawn lawn, String script) {
        return lawn.snapshot().nodes().stream()
                .filter(node -> node.node().value().equals(script))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitState(
            RunningLawn lawn, String script, StateName state, Duration patience) {
        Eventually.within(
                patience,
                script + " is " + state,
                () -> assertThat(node(lawn, script).state()).isEqualTo(state));
    }

    /** From when it was seen alive, or at once where it was too quick for that. */
    private static void awaitQuarantine(RunningLawn lawn, String script) {
        Eventually.within(
                START,
                script + " runs",
                () -> assertThat(node(lawn, script).state()).isNotEqualTo(StateName.WAITING));
        awaitState(lawn, script, StateName.QUARANTINED, QUARANTINE);
        assertThat(node(lawn, script).reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(node(lawn, script).restarts()).isEmpty();
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private String theOnlyDeathOf(String script) throws IOException {
        try (Stream<Path> files = Files.list(temp.resolve("state/nodes/" + script + "/deaths"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return Files.readString(all.getFirst());
        }
    }

    private long bytesLogged(String script) {
        return Arrays.stream(
                        Objects.requireNonNull(
                                temp.resolve("state/nodes/" + script + "/logs")
                                        .toFile()
                                        .listFiles()))
                .mapToLong(file -> file.length())
                .sum();
    }
}
