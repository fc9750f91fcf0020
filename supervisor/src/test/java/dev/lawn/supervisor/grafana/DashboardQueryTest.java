package dev.lawn.supervisor.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardQueryTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lawn_node_points | true",
                "sum by (node) (lawn_node_memory_bytes) | true",
                "time() - max by (node, service) (lawn_node_heartbeat_timestamp_seconds) | true",
                "topk(5, sum by (node) (lawn_node_restarts_total)) | true",
                "label_values(lawn_node_info, node) | true",
                "sum(lawn_node_memory_bytes) | false",
                "sum by (process) (lawn_node_memory_bytes) | false",
                "sum(max by (node) (lawn_node_points)) | false",
                "max by (node_pool) (lawn_node_points) | false",
                "sum by (state) (lawn_nodes) | false",
                "up | false"
            })
    void knowsWhetherTheNodeLabelMustSurvive(String written, boolean keeps) {
        assertThat(new DashboardQuery("here", written).keepsNode()).isEqualTo(keeps);
    }

    @Test
    void fillsInWhatGrafanaWould() {
        assertThat(
                        new DashboardQuery(
                                        "here",
                                        "rate(lawn_node_traffic_bytes_total{node=~\"$node\"}[$__rate_interval])")
                                .promql())
                .isEqualTo("rate(lawn_node_traffic_bytes_total{node=~\".+\"}[30s])");
        assertThat(new DashboardQuery("here", "label_values(lawn_node_info, node)").promql())
                .isEqualTo("count by (node) (lawn_node_info)");
    }

    @Test
    void refusesAVariableItDoesNotKnow() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new DashboardQuery("here", "up{job=\"$job\"}").promql())
                .withMessageContaining("here: unknown variable $job");
    }
}
