package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.supervisor.traffic.RelayCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What outlives a supervisor. */
class NodeActorMemoryTest extends NodeActorWorld {

    @Test
    void quarantineAndFailedStartsOutliveACleanStop() throws IOException {
        Path memory = folder.resolve("nodes/n/memory.json");
        reject();
        String before = Files.readString(memory);
        node.post(new NodeEvent.StopRequested(Reason.SHUTDOWN));
        awaitState(StateName.STOPPED);
        assertThat(Files.readString(memory)).isEqualTo(before);

        begin();

        awaitMailbox();
        assertThat(node.view().state()).isEqualTo(StateName.QUARANTINED);
    }

    @Test
    void whatADiskDidNotTakeIsWrittenLater() throws IOException {
        Path memory = folder.resolve("nodes/n/memory.json");
        connect();
        Files.createDirectories(folder.resolve("nodes/n/memory.json.new"));
        says(Reason.LOGIN_REJECTED);
        awaitState(StateName.STOPPING);
        launcher.last().exits();
        awaitState(StateName.QUARANTINED);
        assertThat(memory.toFile().exists() ? Files.readString(memory) : "")
                .doesNotContain("login_rejected");

        Files.delete(folder.resolve("nodes/n/memory.json.new"));
        time.advance(Duration.ofSeconds(30));

        await().untilAsserted(
                        () -> assertThat(Files.readString(memory)).contains("login_rejected"));
    }

    @Test
    void countersOutliveTheSupervisor() {
        connect();
        WorkerMessage.Traffic said = counted();
        launcher.last().says(said);
        await().until(() -> node.view().traffic().sentBytes() == 1000);
        launcher.last().exits();
        awaitState(StateName.BACKOFF);
        time.advance(Duration.ofSeconds(2));
        awaitState(StateName.STARTING);

        begin();

        awaitState(StateName.STARTING);
        RelayCounts once = RelayCounts.of(said);
        assertThat(node.view().traffic()).isEqualTo(once);
        assertThat(node.view().restarts()).containsExactly(entry(Reason.WORKER_EXITED, 1L));

        launcher.last().says(counted());
        await().untilAsserted(() -> assertThat(node.view().traffic()).isEqualTo(once.plus(once)));
    }

    private WorkerMessage.Traffic counted() {
        return new WorkerMessage.Traffic(
                launcher.last().incarnation(),
                1000,
                200,
                2,
                new WorkerMessage.ByClass(
                        new WorkerMessage.ClassTraffic(700, 150, 2),
                        new WorkerMessage.ClassTraffic(300, 50, 4),
                        new WorkerMessage.ClassTraffic(0, 0, 0)),
                Map.of("timeout", 3L),
                new WorkerMessage.ConnectTimes(
                        List.of(0L, 5L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L), 0.25));
    }

    @Test
    void quarantineOutlivesTheSupervisorUntilTheConfigurationChanges() {
        reject();
        begin("unused");
        awaitMailbox();
        assertThat(launcher.workers).hasSize(1);
        assertThat(node.view().state()).isEqualTo(StateName.QUARANTINED);
        assertThat(node.view().detail()).isEqualTo("refused");

        begin("another");

        awaitState(StateName.STARTING);
    }

    @Test
    void aRejectionIsRememberedBeforeItsWorkerHasGone() {
        connect();
        says(Reason.LOGIN_REJECTED);
        awaitState(StateName.STOPPING);

        begin();

        awaitMailbox();
        assertThat(node.view().state()).isEqualTo(StateName.QUARANTINED);
    }

    @Test
    void theOperatorEndsAQuarantineForGood() {
        reject();
        node.post(new NodeEvent.StartRequested());
        awaitState(StateName.STARTING);

        begin();

        awaitState(StateName.STARTING);
    }

    @Test
    void failedStartsOutliveTheSupervisorAndAClockSetBack() {
        for (int i = 0; i < 2; i++) {
            awaitState(StateName.STARTING);
            launcher.last().exits();
            awaitState(StateName.BACKOFF);
            time.advance(Duration.ofSeconds(5));
        }
        awaitState(StateName.STARTING);
        time.jump(Duration.ofDays(-1));

        begin();
        awaitState(StateName.STARTING);
        launcher.last().exits();

        awaitState(StateName.QUARANTINED);
        assertThat(node.view().reason()).isEqualTo(Reason.TOO_MANY_FAILURES);
    }

    @Test
    void aMemoryThatCannotBeReadIsPutAside() throws IOException {
        Path memory = folder.resolve("nodes/n/memory.json");
        reject();
        Files.writeString(memory, "{\"version\":1,\"restar");

        begin();

        awaitState(StateName.STARTING);
        assertThat(memory.resolveSibling("memory.json.unreadable")).exists();
    }
}
