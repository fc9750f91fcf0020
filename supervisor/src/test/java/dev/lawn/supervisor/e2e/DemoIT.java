package dev.lawn.supervisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.supervisor.control.ControlJson;
import dev.lawn.supervisor.control.StatusDocument;
import dev.lawn.supervisor.control.StatusDocument.Node;
import dev.lawn.supervisor.control.TrafficDocument;
import dev.lawn.supervisor.grafana.DashboardAnswers;
import dev.lawn.supervisor.grafana.DashboardQueries;
import dev.lawn.supervisor.prometheus.PrometheusServer;
import dev.lawn.supervisor.prometheus.Promtool;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One demo with three nodes, from its start to its end and once more: each test takes the fleet as
 * the one before left it, as an operator would.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoIT {

    private static final Duration SOON = Duration.ofMinutes(3);

    private static final Duration CONNECTED = Duration.ofSeconds(60);
    private static final Duration GONE = Duration.ofSeconds(15);

    /** Once the supervisor has gone, all its own have: nothing is waited for but the look. */
    private static final Duration ONE_LOOK = Duration.ofSeconds(5);

    private static final Set<String> NODES = Set.of("demo-1", "demo-2", "demo-3");

    @TempDir private static Path temp;

    private Path stateDir;
    private DemoProcess demo;

    @BeforeAll
    void start() throws Exception {
        stateDir = Files.createDirectory(temp.resolve("state"));
        demo = DemoProcess.start(stateDir, NODES.size(), 0);
    }

    @AfterAll
    void end() throws Exception {
        demo.end();
    }

    @Test
    @Order(1)
    void threeNodesConnectEachByItsOwnAddress() throws Exception {
        StatusDocument status = demo.awaitConnected(CONNECTED);

        assertThat(status.nodes())
                .extracting(Node::node)
                .containsExactlyInAnyOrderElementsOf(NODES);
        assertThat(status.nodes())
                .extracting(Node::egressIp)
                .containsExactlyInAnyOrder("127.0.1.1", "127.0.1.2", "127.0.1.3");
        // A busy host's processes are looked at less often.
        Eventually.within(
                SOON,
                "everything is known",
                () ->
                        assertThat(demo.status().nodes())
                                .allSatisfy(DemoIT::assertEverythingIsKnown));
    }

    private static void assertEverythingIsKnown(Node node) {
        assertThat(node.connected()).isTrue();
        assertThat(node.networkQuality()).isBetween(0.0, 1.0);
        assertThat(node.points()).isPositive();
        assertThat(node.devices()).isPositive();
        assertThat(node.workerPid()).isPositive();
        assertThat(node.browserPid()).isPositive();
        assertThat(node.memoryBytes()).isPositive();
        assertThat(node.trafficBytes()).isPositive();
        TrafficDocument traffic = Objects.requireNonNull(node.traffic());
        assertThat(traffic.byClass()).containsOnlyKeys("service", "control", "other");
        assertThat(traffic.byClass().get("service"))
                .as("its socket")
                .satisfies(
                        bytes -> {
                            assertThat(bytes.sentBytes()).isPositive();
                            assertThat(bytes.receivedBytes()).isPositive();
                            assertThat(bytes.connections()).isPositive();
                        });
        assertThat(traffic.byClass().get("control"))
                .satisfies(bytes -> assertThat(bytes.connections()).isPositive());
        assertThat(traffic.failures()).isEmpty();
        assertThat(node.extensionVersion()).isNotBlank();
        assertThat(node.signedInSince()).isBeforeOrEqualTo(node.since());
        assertThat(node.proxy()).startsWith("http://127.0.0.1:");
    }

    @Test
    @Order(2)
    void theServiceSawTheSame() throws Exception {
        String stats = simulatorStats();

        assertThat(signIns(stats)).isEqualTo(NODES.size());
        for (Node node : demo.status().nodes()) {
            assertThat(stats).contains("\"address\":\"" + node.egressIp() + "\"");
        }
    }

    @Test
    @Order(3)
    void metricsPassPromtool() throws Exception {
        Promtool.Result result = Promtool.checkMetrics(demo.get(demo.status().summary().metrics()));

        assertThat(result.output()).isEmpty();
        assertThat(result.exit()).isZero();
    }

    @Test
    @Order(4)
    void everyDashboardQueryReturnsData() throws Exception {
        URI metrics = URI.create(demo.status().summary().metrics());
        Path folder = Files.createDirectory(temp.resolve("prometheus"));
        try (PrometheusServer prometheus =
                PrometheusServer.scraping(
                        folder, new InetSocketAddress(metrics.getHost(), metrics.getPort()))) {
            Eventually.within(
                    SOON,
                    "every query answers",
                    () ->
                            assertThat(
                                            DashboardAnswers.problems(
                                                    prometheus, DashboardQueries.shipped(), NODES))
                                    .isEmpty());
        }
    }

    @Test
    @Order(5)
    void aKilledWorkerComesBackAloneAndWithoutASignIn() throws Exception {
        int signIns = signIns(simulatorStats());
        Node before = demo.node("demo-2");
        long worker = Objects.requireNonNull(before.workerPid());
        long browser = Objects.requireNonNull(before.browserPid());
        List<Long> others = pidsExcept("demo-2");

        DemoProcess.signal("KILL", worker);

        Eventually.within(
                SOON,
                "demo-2 is connected again",
                () -> {
                    Node after = demo.node("demo-2");
                    assertThat(after.state()).isEqualTo("connected");
                    assertThat(after.workerPid()).isNotEqualTo(worker);
                    assertThat(after.restarts()).isEqualTo(1);
                    assertThat(after.signedInSince()).isEqualTo(before.signedInSince());
                });
        assertThat(signIns(simulatorStats())).isEqualTo(signIns);
        assertThat(pidsExcept("demo-2")).isEqualTo(others);
        assertThat(DemoProcess.alive(List.of(browser))).as("its old browser").isEmpty();
    }

    @Test
    @Order(6)
    void noSecretLeaves() throws Exception {
        Path accounts = stateDir.resolve("accounts.yaml");
        Canaries canaries = Canaries.of(accounts);
        assertThat(canaries.count()).as("two accounts, three proxies in two forms").isEqualTo(8);
        assertThat(canaries.inFolder(stateDir))
                .as("the one place they belong to, which proves that the search finds them")
                .containsExactly(accounts.toString());

        List<String> hits = new ArrayList<>();
        hits.addAll(canaries.inProcesses());
        hits.addAll(canaries.in("output", demo.output()));
        hits.addAll(canaries.in("status", ControlJson.write(demo.status())));
        hits.addAll(canaries.in("metrics", demo.get(demo.status().summary().metrics())));

        assertThat(hits).isEmpty();
    }

    @Test
    @Order(7)
    void onSigtermEverythingIsGone() throws Exception {
        assertAllGoneAfter("TERM");

        assertThat(demo.output()).endsWith("stopped\n");
    }

    @Test
    @Order(8)
    void aRestartOnTheSameStateDirectorySignsNobodyIn() throws Exception {
        demo = DemoProcess.start(stateDir, NODES.size(), 0);

        demo.awaitConnected(CONNECTED);

        assertThat(signIns(simulatorStats())).isZero();
        assertThat(demo.status().nodes()).extracting(Node::signedInSince).doesNotContainNull();
    }

    @Test
    @Order(9)
    void aKilledSupervisorLeavesNothingBehind() throws Exception {
        assertAllGoneAfter("KILL");
    }

    @Test
    @Order(10)
    void onCtrlCEverythingIsGone() throws Exception {
        demo = DemoProcess.start(stateDir, NODES.size(), 0);
        demo.awaitConnected(CONNECTED);

        assertAllGoneAfter("INT");
    }

    private void assertAllGoneAfter(String signal) throws Exception {
        List<Long> processes = demo.processes();
        assertThat(processes).as("worker, driver and browser of each").hasSizeGreaterThan(9);

        DemoProcess.signal(signal, demo.pid());

        assertThat(demo.ends(GONE)).as(demo.output()).isTrue();
        Eventually.within(
                signal.equals("KILL") ? GONE : ONE_LOOK,
                "every process has gone",
                () -> {
                    assertThat(DemoProcess.alive(processes)).isEmpty();
                    assertThat(DemoProcess.alive(demo.processes())).isEmpty();
                });
    }

    private List<Long> pidsExcept(String name) throws Exception {
        return demo.status().nodes().stream()
                .filter(node -> !node.node().equals(name))
                .map(Node::workerPid)
                .collect(Collectors.toList());
    }

    private String simulatorStats() throws Exception {
        return demo.get(demo.status().summary().simulator() + "/_stats");
    }

    private static int signIns(String stats) {
        String perAccount = stats.replaceFirst(".*\"sign_ins\":\\{([^}]*)}.*", "$1");
        return perAccount.isEmpty()
                ? 0
                : Arrays.stream(perAccount.split(",", -1))
                        .mapToInt(entry -> Integer.parseInt(entry.replaceFirst(".*:", "")))
                        .sum();
    }
}
