package dev.lawn.supervisor.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.fleet.FleetSnapshot;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FleetCollectorTest {

    private static final Path GOLDEN = Path.of("src/test/resources/metrics/fleet.prom");

    /** Left out of the golden file: one line for each node and reason. */
    private static final Pattern NEVER_HAPPENED =
            Pattern.compile("lawn_node_restarts_total\\{.*\\} 0\\.0");

    @Test
    void aNodeThatIsKnownAndOneThatIsNot() throws IOException {
        String text = Exposition.of(Nodes.fleet(Nodes.known("home-p1"), Nodes.unknown("home-p2")));

        assertThat(text.lines().filter(line -> !NEVER_HAPPENED.matcher(line).matches()))
                .containsExactlyElementsOf(Files.readAllLines(GOLDEN));
    }

    @Test
    void everyReasonForARestartIsThereBeforeItsFirst() throws IOException {
        String text = Exposition.of(Nodes.fleet(Nodes.unknown("home-p2")));

        assertThat(Reason.values())
                .allSatisfy(
                        reason ->
                                assertThat(text)
                                        .contains(
                                                "lawn_node_restarts_total{node=\"home-p2\",reason=\"%s\"} 0.0"
                                                        .formatted(reason.wireName())));
    }

    @Test
    void unknownIsAbsent() throws IOException {
        String text = Exposition.of(Nodes.fleet(Nodes.unknown("home-p2")));

        assertThat(text)
                .doesNotContain("lawn_node_connected")
                .doesNotContain("lawn_node_network_quality_ratio")
                .doesNotContain("lawn_node_points")
                .doesNotContain("lawn_node_devices")
                .doesNotContain("lawn_node_account_uptime_seconds")
                .doesNotContain("lawn_node_listed")
                .doesNotContain("lawn_node_heartbeat_timestamp_seconds")
                .doesNotContain("lawn_node_memory_bytes")
                .doesNotContain("lawn_node_session_expiry_timestamp_seconds")
                .doesNotContain("egress_ip=")
                .contains("lawn_node_info{account=\"home\",node=\"home-p2\",service=\"demo\"} 1")
                .contains("lawn_node_state{node=\"home-p2\",state=\"waiting\"} 1.0");
    }

    @Test
    void aNodeThatWaitsForAPersonSaysWhatForAndSinceWhen() throws IOException {
        assertThat(Exposition.of(Nodes.fleet(Nodes.parked("home-p1"), Nodes.known("home-p2"))))
                .contains(
                        "lawn_node_needs_human_since_timestamp_seconds{node=\"home-p1\",reason=\"otp\"}"
                                + " 1.76722566E9")
                .doesNotContain("since_timestamp_seconds{node=\"home-p2\",reason");
    }

    @Test
    void nodesThatGoOutByOneAddressAreCounted() throws IOException {
        assertThat(Exposition.of(Nodes.fleet(Nodes.known("home-p1"), Nodes.known("home-p2"))))
                .contains(
                        "lawn_egress_shared_nodes{egress_ip=\"203.0.113.9\",service=\"demo\"} 2.0");
        assertThat(Exposition.of(Nodes.fleet(Nodes.known("home-p1"), Nodes.unknown("home-p2"))))
                .doesNotContain("lawn_egress_shared_nodes");
    }

    @Test
    void anEmptyFleetHasItsCountsAndNoFamilyWithoutSamples() throws IOException {
        String text = Exposition.of(Nodes.fleet());

        assertThat(text.lines().filter(line -> line.startsWith("# TYPE")))
                .containsExactly("# TYPE lawn_nodes gauge");
        assertThat(text).contains("lawn_nodes{state=\"connected\"} 0.0");
    }

    @Test
    void aRemovedNodeIsGoneFromTheNextScrapeOn() throws IOException {
        AtomicReference<FleetSnapshot> fleet =
                new AtomicReference<>(Nodes.fleet(Nodes.known("stays"), Nodes.known("goes")));
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new FleetCollector(fleet::get));
        assertThat(Exposition.of(registry)).contains("node=\"goes\"");

        fleet.set(Nodes.fleet(Nodes.known("stays")));

        assertThat(Exposition.of(registry))
                .doesNotContain("node=\"goes\"")
                .contains("node=\"stays\"");
    }

    @Test
    void oneScrapeTakesOneSnapshot() {
        AtomicInteger taken = new AtomicInteger();
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(
                new FleetCollector(
                        () -> {
                            taken.incrementAndGet();
                            return Nodes.fleet(Nodes.known("home-p1"));
                        }));
        int beforeScrape = taken.get();

        registry.scrape();

        assertThat(taken.get() - beforeScrape).isEqualTo(1);
    }

    @Test
    void aSecondMetricOfTheSameNameIsRefused() {
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new FleetCollector(Nodes::fleet));

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                Gauge.builder()
                                        .name("lawn_nodes")
                                        .labelNames("state")
                                        .register(registry))
                .withMessageContaining("lawn_nodes");
    }
}
