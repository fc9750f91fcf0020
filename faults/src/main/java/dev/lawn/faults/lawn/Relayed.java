package dev.lawn.faults.lawn;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a node's relay has counted so far, by {@code /metrics}.
 *
 * @param sent bytes towards the proxy
 * @param received bytes from it
 * @param control those of both that Lawn takes for its own cost; null where it does not tell
 */
public record Relayed(long sent, long received, @Nullable Long control) {

    public static final Relayed NOTHING = new Relayed(0, 0, null);

    private static final Pattern SAMPLE =
            Pattern.compile("(?m)^lawn_node_traffic_bytes_total\\{(.+)\\} (\\S+)$");

    private static final Pattern NODE = Pattern.compile("node=\"([^\"]+)\"");

    /** By node; one that Lawn says nothing of is absent. */
    static Map<String, Relayed> of(String metrics) {
        Map<String, Relayed> all = new TreeMap<>();
        Matcher sample = SAMPLE.matcher(metrics);
        while (sample.find()) {
            String labels = sample.group(1);
            Matcher node = NODE.matcher(labels);
            if (node.find()) {
                long bytes = (long) Double.parseDouble(sample.group(2));
                all.merge(node.group(1), of(labels, bytes), Relayed::plus);
            }
        }
        return all;
    }

    private static Relayed of(String labels, long bytes) {
        boolean isSent = labels.contains("direction=\"sent\"");
        boolean isControl = labels.contains("class=\"control\"");
        return new Relayed(isSent ? bytes : 0, isSent ? 0 : bytes, isControl ? bytes : null);
    }

    /** Both together. */
    public Relayed plus(Relayed other) {
        Long together =
                control == null || other.control == null
                        ? (control == null ? other.control : control)
                        : (Long) (control + other.control);
        return new Relayed(sent + other.sent, received + other.received, together);
    }

    /** What came since that was all. */
    public Relayed since(Relayed earlier) {
        Long more = control == null ? null : (Long) (control - orNothing(earlier.control));
        return new Relayed(sent - earlier.sent, received - earlier.received, more);
    }

    private static long orNothing(@Nullable Long bytes) {
        return bytes == null ? 0 : bytes;
    }
}
