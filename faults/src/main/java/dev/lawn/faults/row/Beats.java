package dev.lawn.faults.row;

import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import dev.lawn.faults.lawn.Lawn;
import dev.lawn.faults.measure.Watch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** How old the last beats of nodes are, by /metrics. */
final class Beats {

    private static final String METRIC = "lawn_node_heartbeat_timestamp_seconds";
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Time TIME = new SystemTime();

    private Beats() {}

    /**
     * The oldest that a beat of these nodes ever was in this time.
     *
     * @param silence counted where /metrics itself does not answer
     */
    static Duration oldest(Lawn lawn, List<String> nodes, Duration time, Duration silence)
            throws InterruptedException {
        long end = Watch.now() + time.toNanos();
        Duration oldest = Duration.ZERO;
        while (Watch.now() - end < 0) {
            Duration now = oldest(lawn, nodes, silence);
            oldest = now.compareTo(oldest) > 0 ? now : oldest;
            Watch.pause(LOOK_EVERY);
        }
        return oldest;
    }

    private static Duration oldest(Lawn lawn, List<String> nodes, Duration silence)
            throws InterruptedException {
        try {
            List<String> lines = lawn.metrics().lines().toList();
            double first =
                    nodes.stream().mapToDouble(node -> beat(lines, node)).min().orElseThrow();
            double now = TIME.now().toEpochMilli() / 1000.0;
            return Duration.ofMillis(Math.round((now - first) * 1000));
        } catch (IOException _) {
            return silence.plusMillis(1);
        }
    }

    private static double beat(List<String> lines, String node) {
        String prefix = METRIC + "{node=\"" + node + "\"}";
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> Double.valueOf(line.substring(prefix.length()).strip()))
                .findFirst()
                .orElse(0.0);
    }
}
