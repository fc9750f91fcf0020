package dev.lawn.faults.lawn;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node's relay has counted so far, by {@code /metrics}.
 *
 * @param sent bytes towards the proxy
 * @param received bytes from it
 */
public record Relayed(long sent, long received) {

    private static final Pattern SAMPLE =
            Pattern.compile("(?m)^lawn_node_traffic_bytes_total\\{(.+)\\} (\\S+)$");

    private static final Pattern NODE = Pattern.compile("node=\"([^\"]+)\"");

    /** By node; one that Lawn says nothing of is absent. */
    static Map<String, Relayed> of(String metrics) {
        Map<String, Relayed> all = new TreeMap<>();
        Matcher sample = SAMPLE.matcher(metrics);
        while (sample.find()) {
            Matcher node = NODE.matcher(sample.group(1));
            long bytes = (long) Double.parseDouble(sample.group(2));
            boolean isSent = sample.group(1).contains("direction=\"sent\"");
            if (node.find()) {
                all.merge(
                        node.group(1),
                        isSent ? new Relayed(bytes, 0) : new Relayed(0, bytes),
                        Relayed::plus);
            }
        }
        return all;
    }

    /** Both together. */
    public Relayed plus(Relayed other) {
        return new Relayed(sent + other.sent, received + other.received);
    }

    /** What came since that was all. */
    public Relayed since(Relayed earlier) {
        return new Relayed(sent - earlier.sent, received - earlier.received);
    }
}
