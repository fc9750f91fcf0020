package dev.lawn.supervisor.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lawn.supervisor.metrics.MetricsEndpoint;
import dev.lawn.supervisor.prometheus.PrometheusServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every query of the dashboards, asked of a real Prometheus that scrapes a real endpoint. */
class DashboardsTest {

    /** A rate needs two scrapes, a second apart. */
    private static final Duration ENOUGH_SCRAPES = Duration.ofMinutes(2);

    private static final Path METRICS_DOC = Path.of("../docs/metrics.md");
    private static final Pattern PROMQL = Pattern.compile("(?s)```promql\\n(.*?)```");

    @AutoClose private static MetricsEndpoint endpoint;
    @AutoClose private static PrometheusServer prometheus;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        endpoint = MetricsEndpoint.start(anyPort, new MovingFleet(), () -> true, "0.1.0");
        prometheus = PrometheusServer.scraping(folder, endpoint.address());
    }

    @Test
    void everyQueryShowsEveryNodeOfAHealthyFleet() {
        await().atMost(ENOUGH_SCRAPES)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(problems(DashboardQueries.shipped())).isEmpty());
    }

    private static List<String> problems(List<DashboardQuery> queries)
            throws IOException, InterruptedException {
        return DashboardAnswers.problems(prometheus, queries, MovingFleet.NODES);
    }

    @Test
    void aPointOfAnAccountIsCountedOnce() {
        DashboardQuery perHour =
                DashboardQueries.shipped().stream()
                        .filter(
                                query ->
                                        query.where()
                                                .contains("fleet.json, panel \"Points per hour\""))
                        .findFirst()
                        .orElseThrow();

        // Three nodes of two accounts, and each account gains half a point a scrape, a second
        // apart.
        await().atMost(ENOUGH_SCRAPES)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () ->
                                assertThat(prometheus.query(perHour.promql()))
                                        .singleElement()
                                        .satisfies(
                                                points ->
                                                        assertThat(points.value())
                                                                .isBetween(3_000.0, 4_200.0)));
    }

    /** A refused query throws; an empty answer is fine, for some ask for trouble there is none. */
    @Test
    void everyExampleOfTheMetricsDocumentIsUnderstood() throws Exception {
        List<String> examples =
                PROMQL.matcher(Files.readString(METRICS_DOC))
                        .results()
                        .flatMap(block -> block.group(1).lines())
                        .toList();

        assertThat(examples).hasSizeGreaterThan(5);
        for (String example : examples) {
            assertThat(prometheus.query(example)).as(example).isNotNull();
        }
    }

    @Test
    void whatIsWrongWithAnAnswerIsSaid() throws Exception {
        DashboardQuery empty = new DashboardQuery("here", "lawn_no_such_metric");
        DashboardQuery nan = new DashboardQuery("here", "vector(0) / 0");
        DashboardQuery partial =
                new DashboardQuery("here", "sum by (node) (lawn_node_state{node=\"home-p1\"})");
        await().atMost(ENOUGH_SCRAPES)
                .untilAsserted(() -> assertThat(prometheus.query("lawn_nodes")).isNotEmpty());

        assertThat(problems(List.of(empty))).singleElement().asString().endsWith("no data");
        assertThat(problems(List.of(nan))).singleElement().asString().contains("NaN");
        assertThat(problems(List.of(partial)))
                .singleElement()
                .asString()
                .contains("nothing for", "home-direct", "work-p1");
        assertThat(
                        DashboardAnswers.problems(
                                prometheus,
                                List.of(new DashboardQuery("here", "lawn_node_info * 0")),
                                Set.of("removed")))
                .singleElement()
                .asString()
                .contains("nothing for [removed]");
    }
}
