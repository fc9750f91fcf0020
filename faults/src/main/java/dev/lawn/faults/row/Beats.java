package dev.lawn.faults.row;

import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import dev.lawn.faults.lawn.Lawn;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What /metrics says at one moment.
 *
 * @param oldest how old the oldest of some nodes' latest beats is
 * @param heapBytes what the heap holds, garbage included; 0 where /metrics did not answer
 */
record Beats(Duration oldest, long heapBytes) {

    private static final String METRIC = "lawn_node_heartbeat_timestamp_seconds";
    private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"}";
    private static final Time TIME = new SystemTime();

    /**
     * Asks.
     *
     * @param silence counted where /metrics itself does not answer
     */
    static Beats of(Lawn lawn, List<String> nodes, Duration silence) throws InterruptedException {
        try {
            // Before it is asked: a beat is no younger for an answer that was long on its way.
            double now = TIME.now().toEpochMilli() / 1000.0;
            List<String> lines = lawn.metrics().lines().toList();
            double first =
                    nodes.stream()
                            .mapToDouble(node -> value(lines, METRIC + "{node=\"" + node + "\"}"))
                            .min()
                            .orElseThrow();
            return new Beats(
                    Duration.ofMillis(Math.round((now - first) * 1000)), (long) value(lines, HEAP));
        } catch (IOException _) {
            return new Beats(silence, 0);
        }
    }

    private static double value(List<String> lines, String prefix) {
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> Double.valueOf(line.substring(prefix.length()).strip()))
                .findFirst()
                .orElse(0.0);
    }
}
