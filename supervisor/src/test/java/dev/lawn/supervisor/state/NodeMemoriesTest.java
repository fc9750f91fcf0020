package dev.lawn.supervisor.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.state.NodeMemory.Quarantine;
import dev.lawn.supervisor.state.NodeMemory.SignedIn;
import dev.lawn.supervisor.traffic.ClassCounts;
import dev.lawn.supervisor.traffic.ConnectTimes;
import dev.lawn.supervisor.traffic.RelayCounts;
import dev.lawn.supervisor.traffic.TrafficClass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeMemoriesTest extends OnAStateDirectory {

    private static final NodeName NODE = new NodeName("n");
    private static final RelayCounts COUNTS =
            new RelayCounts(
                    Map.of(
                            TrafficClass.SERVICE, new ClassCounts(1000, 5000, 3),
                            TrafficClass.CONTROL, new ClassCounts(234, 678, 2)),
                    4,
                    Map.of("timeout", 5L),
                    new ConnectTimes(List.of(0L, 1L, 2L, 0L, 0L, 0L, 0L, 0L, 0L, 1L, 0L), 12.5));
    private static final NodeMemory FULL =
            new NodeMemory(
                    Map.of(Reason.BROWSER_DIED, 3L, Reason.WORKER_HUNG, 1L),
                    COUNTS,
                    List.of(Instant.parse("2026-11-22T10:00:00.123Z")),
                    new Quarantine(
                            Reason.TOO_MANY_FAILURES,
                            Reason.BROWSER_START_FAILED,
                            "words",
                            Instant.parse("2026-11-22T11:00:00Z"),
                            Fingerprint.of("me\nsecret")),
                    null,
                    null,
                    new SignedIn("grass", Instant.parse("2026-10-01T09:30:00.5Z")));

    private NodeMemories memories;
    private Path file;

    @BeforeEach
    void open() {
        memories = new NodeMemories(state);
        file = folder.resolve("nodes/n/memory.json");
    }

    @Test
    void readsWhatItWrote() throws IOException {
        memories.save(NODE, FULL, true);
        assertThat(memories.load(NODE)).isEqualTo(FULL);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).doesNotContain("secret").contains("\"version\" : 1");
    }

    @Test
    void aNodeThatNeverRanHasNoMemory() throws IOException {
        assertThat(memories.load(NODE)).isEqualTo(NodeMemory.NONE);
    }

    /** A kill may come at any moment of the write, so a real one is killed at many. */
    @Test
    void aKillAtAnyMomentOfAWriteLeavesAWholeMemory() throws Exception {
        memories.save(NODE, FULL, true);
        for (int i = 0; i < KILLS; i++) {
            Process writer = writer();
            assertThat(writer.getInputStream().read()).as("it writes").isNotNegative();
            // A different moment each time: the more it wrote, the later.
            for (int written = 0; written < i * 7; written++) {
                assertThat(writer.getInputStream().read()).isNotNegative();
            }
            writer.destroyForcibly().waitFor();
            assertThat(memories.load(NODE)).as("kill %d", i).isIn(FULL, NodeMemory.NONE);
            assertThat(file.resolveSibling("memory.json.unreadable")).doesNotExist();
        }
    }

    private static final int KILLS = 10;

    private Process writer() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MemoryWriter.class.getName(),
                        file.toString(),
                        MemoryJson.write(FULL),
                        MemoryJson.write(NodeMemory.NONE))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** What a power cut may make of a file that was not forced to the disk. */
    @Test
    void aTruncatedFileIsPutAsideAndNeverMisread() throws IOException {
        byte[] whole = MemoryJson.write(FULL).getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(file.getParent());
        // Without its last newline it is still whole.
        for (int kept = 0; kept < whole.length - 1; kept++) {
            Files.write(file, Arrays.copyOf(whole, kept));
            assertThat(memories.load(NODE)).as("%d bytes", kept).isEqualTo(NodeMemory.NONE);
            Path backup = file.resolveSibling("memory.json.unreadable");
            assertThat(backup).hasSize(kept);
            assertThat(file).doesNotExist();
            Files.delete(backup);
        }
    }

    @Test
    void aFileOfANewerLawnIsPutAside() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"version\": 2}");
        assertThat(memories.load(NODE)).isEqualTo(NodeMemory.NONE);
        assertThat(file.resolveSibling("memory.json.unreadable")).hasContent("{\"version\": 2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\": 1, \"restarts\": {\"internal\": null}}",
                "{\"version\": 1, \"failed_starts\": [null]}",
                "{\"version\": 1, \"sent_bytes\": -5}",
                "{\"version\": 1, \"traffic\": {\"refused\": -1}}",
                "{\"version\": 1, \"traffic\": {\"failures\": {\"tls\": -1}}}",
                "{\"version\": 1, \"traffic\": {\"by_class\": {\"other\": {\"sent_bytes\": -1}}}}",
                "{\"version\": 1, \"quarantine\": {\"reason\": \"otp\", \"since\": \"2026-11-22T11:00:00Z\", \"salt\": \"!\", \"hash\": \"AA==\"}}",
                "{\"version\": 1, \"signed_in\": {\"service\": \"grass\"}}",
                "{\"version\": 1, \"signed_in\": {\"at\": \"2026-10-01T09:30:00Z\"}}",
                "[]",
                "null"
            })
    void whatMakesNoSenseIsPutAsideAndTheFirstOfItIsKept(String text) throws IOException {
        Files.createDirectories(file.getParent());
        for (String backup : List.of("memory.json.unreadable", "memory.json.unreadable-2")) {
            Files.writeString(file, text);
            assertThat(memories.load(NODE)).isEqualTo(NodeMemory.NONE);
            assertThat(file.resolveSibling(backup)).hasContent(text);
        }
    }

    @Test
    void anOlderLawnKnewNothingOfSessions() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"version\": 1, \"restarts\": {}, \"sent_bytes\": 7}");

        assertThat(memories.load(NODE))
                .isEqualTo(new NodeMemory(Map.of(), RelayCounts.ofBytes(7, 0), List.of(), null));
    }

    @Test
    void aVersionWithOtherBoundsOfConnectTimesKeepsAllElse() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "{\"version\": 1, \"traffic\": {\"refused\": 3, \"connects\": [1, 2], \"connect_seconds\": 9}}");

        assertThat(memories.load(NODE).traffic())
                .isEqualTo(new RelayCounts(Map.of(), 3, Map.of(), ConnectTimes.NONE));
    }

    @Test
    void aReasonOfAnotherVersionCountsAsInternal() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "{\"version\": 1, \"restarts\": {\"internal\": 2, \"unheard_of\": 3}}");
        assertThat(memories.load(NODE).restarts()).containsExactly(Map.entry(Reason.INTERNAL, 5L));
    }

    @Test
    void aFingerprintKnowsItsTextAndNoOther() {
        Fingerprint fingerprint = Fingerprint.of("me\nsecret");
        assertThat(fingerprint.isOf("me\nsecret")).isTrue();
        assertThat(fingerprint.isOf("me\nsecret2")).isFalse();
        assertThat(fingerprint).isNotEqualTo(Fingerprint.of("me\nsecret"));
    }
}
