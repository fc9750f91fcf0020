package dev.lawn.faults.lawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RelayedTest {

    @Test
    void readsEachNode() {
        String metrics =
                """
                # TYPE lawn_node_traffic_bytes_total counter
                lawn_node_traffic_bytes_total{direction="received",node="a"} 17327.0
                lawn_node_traffic_bytes_total{direction="sent",node="a"} 1.1333E4
                lawn_node_traffic_bytes_total{direction="sent",node="b"} 5.0
                lawn_node_traffic_left_bytes{node="a"} 9.0
                """;
        assertThat(Relayed.of(metrics))
                .isEqualTo(
                        Map.of(
                                "a", new Relayed(11_333, 17_327, null),
                                "b", new Relayed(5, 0, null)));
    }

    @Test
    void classesAddUpAndControlIsKnownWhereItIsTold() {
        String metrics =
                """
                lawn_node_traffic_bytes_total{class="control",direction="received",node="a"} 100.0
                lawn_node_traffic_bytes_total{class="control",direction="sent",node="a"} 20.0
                lawn_node_traffic_bytes_total{class="service",direction="received",node="a"} 3.0
                lawn_node_traffic_bytes_total{class="service",direction="sent",node="a"} 4.0
                """;
        Relayed now = new Relayed(24, 103, 120L);
        assertThat(Relayed.of(metrics)).containsOnly(Map.entry("a", now));
        assertThat(now.since(new Relayed(4, 3, 20L))).isEqualTo(new Relayed(20, 100, 100L));
        assertThat(now.since(Relayed.NOTHING)).isEqualTo(now);
    }
}
