package dev.lawn.supervisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.common.proc.ProcessFamily;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.run.RunningLawn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One fleet of workers that misbehave, each in its own way, beside two that do not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScriptedFleetIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir private static Path temp;

    private RunningLawn lawn;
    private long goodPid;

    @BeforeAll
    void start() throws Exception {
        lawn =
                ScriptedFleet.start(
                        temp.resolve("state"),
                        "good",
                        "garbage",
                        "hang-after-connect",
                        "crash-after-connect",
                        "crash-at-start",
                        "ignore-stop",
                        "no-stdin",
                        "reject",
                        "human");
        Eventually.within(
                SOON,
                "the good one is connected",
                () -> assertThat(node("good").state()).isEqualTo(StateName.CONNECTED));
        goodPid = Objects.requireNonNull(node("good").processes().workerPid());
    }

    @AfterAll
    void end() throws Exception {
        lawn.close();
    }

    private long pidOfConnected(String script) {
        Eventually.within(
                SOON,
                script + " is connected",
                () -> assertThat(node(script).state()).isEqualTo(StateName.CONNECTED));
        return Objects.requireNonNull(node(script).processes().workerPid());
    }

    private NodeSnapshot node(String script) {
        return lawn.snapshot().nodes().stream()
                .filter(node -> node.node().value().equals(script))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(1)
    void garbageBetweenGoodLinesDoesNoHarm() {
        Eventually.within(
                SOON,
                "garbage is connected",
                () -> assertThat(node("garbage").state()).isEqualTo(StateName.CONNECTED));
        assertThat(node("garbage").restarts()).isEmpty();
    }

    @Test
    @Order(2)
    void rejectedCredentialsEndInQuarantine() {
        Eventually.within(
                SOON,
                "reject is quarantined",
                () -> {
                    assertThat(node("reject").state()).isEqualTo(StateName.QUARANTINED);
                    assertThat(node("reject").reason()).isEqualTo(Reason.LOGIN_REJECTED);
                });
        assertThat(node("reject").restarts()).isEmpty();
    }

    @Test
    @Order(3)
    void whoNeedsAPersonIsParked() {
        Eventually.within(
                SOON,
                "human is parked",
                () -> {
                    assertThat(node("human").state()).isEqualTo(StateName.NEEDS_HUMAN);
                    assertThat(node("human").reason()).isEqualTo(Reason.OTP);
                    assertThat(node("human").detail()).isNotBlank();
                });
    }

    @Test
    @Order(4)
    void whoDiesIsStartedAgain() {
        Eventually.within(
                SOON,
                "both came back twice",
                () -> {
                    assertThat(node("crash-after-connect").restarts())
                            .hasEntrySatisfying(
                                    Reason.WORKER_EXITED,
                                    times -> assertThat(times).isGreaterThanOrEqualTo(2));
                    assertThat(node("crash-at-start").restarts())
                            .hasEntrySatisfying(
                                    Reason.WORKER_EXITED,
                                    times -> assertThat(times).isGreaterThanOrEqualTo(2));
                });
    }

    @Test
    @Order(5)
    void whoGoesSilentIsKilledAndStartedAgain() {
        Eventually.within(
                SOON,
                "hang came back",
                () ->
                        assertThat(node("hang-after-connect").restarts())
                                .containsKey(Reason.WORKER_HUNG));
    }

    @Test
    @Order(6)
    void theHungOnesDeathReportHasItsThreadDump() throws IOException {
        Path folder = temp.resolve("state/nodes/hang-after-connect/deaths");
        try (Stream<Path> reports = Files.list(folder)) {
            assertThat(reports.toList())
                    .isNotEmpty()
                    .allSatisfy(
                            report ->
                                    assertThat(report)
                                            .content()
                                            .contains("cause: worker_hung")
                                            .contains("(signal 9)")
                                            .contains("\"main\" TIMED_WAITING")
                                            .contains("ScriptedWorker.main")
                                            .contains("\"type\":\"heartbeat\""));
        }
    }

    @Test
    @Order(7)
    void noneOfThatTouchedTheOthers() {
        assertThat(node("good").processes().workerPid()).isEqualTo(goodPid);
        assertThat(node("good").restarts()).isEmpty();
        assertThat(node("garbage").restarts()).isEmpty();
    }

    @Test
    @Order(8)
    void aStopEndsThemAllTheDefiantAndTheDeafToo() throws Exception {
        long defiant = pidOfConnected("ignore-stop");
        long deaf = pidOfConnected("no-stdin");

        long before = System.nanoTime();
        lawn.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
        // Where the host was too busy for the ladder, the sweep came first.
        Eventually.within(
                SOON,
                "all are stopped",
                () ->
                        assertThat(lawn.snapshot().nodes())
                                .allSatisfy(
                                        node ->
                                                assertThat(node.state())
                                                        .isEqualTo(StateName.STOPPED)));
        assertThat(DemoProcess.alive(List.of(defiant, deaf))).isEmpty();
        assertThat(ProcessFamily.all().keySet())
                .noneMatch(marker -> marker.startsWith(lawn.runId()));
    }
}
