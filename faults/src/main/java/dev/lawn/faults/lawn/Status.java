package dev.lawn.faults.lawn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What {@code lawn status --json} says; only what a judge needs. Null is unknown.
 *
 * @param containment how Lawn holds a node's processes together; null where it does not tell
 */
public record Status(List<Node> nodes, long supervisorPid, @Nullable String containment) {

    /** One node. */
    public record Node(
            String name,
            String state,
            @Nullable String reason,
            @Nullable String detail,
            Instant since,
            @Nullable String egressIp,
            long restarts,
            long trafficBytes,
            @Nullable Long workerPid,
            @Nullable Long browserPid) {

        public boolean isConnected() {
            return state.equals("connected");
        }

        /** State and reason in one word. */
        public String verdict() {
            return reason == null ? state : state + ":" + reason;
        }
    }

    public Status {
        nodes = List.copyOf(nodes);
    }

    static Status of(JsonNode json) {
        JsonNode summary = json.path("summary");
        return new Status(
                json.path("nodes").valueStream().map(Status::node).toList(),
                summary.path("supervisor_pid").asLong(0),
                summary.path("containment").isMissingNode()
                        ? null
                        : summary.path("containment").toString().replace("\"", ""));
    }

    private static Node node(JsonNode node) {
        return new Node(
                node.path("node").asString(""),
                node.path("state").asString(""),
                text(node.path("reason")),
                text(node.path("detail")),
                Instant.parse(node.path("since").asString("")),
                text(node.path("egress_ip")),
                node.path("restarts").asLong(0),
                node.path("traffic_bytes").asLong(0),
                number(node.path("worker_pid")),
                number(node.path("browser_pid")));
    }

    private static @Nullable String text(JsonNode value) {
        return value.isString() ? value.asString() : null;
    }

    private static @Nullable Long number(JsonNode value) {
        return value.isNumber() ? value.asLong() : null;
    }

    /** The node of this name. */
    public Optional<Node> node(String name) {
        return nodes.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** How many nodes are in this state. */
    public long count(String state) {
        return nodes.stream().filter(each -> each.state().equals(state)).count();
    }

    public boolean allConnected() {
        return !nodes.isEmpty() && nodes.stream().allMatch(Node::isConnected);
    }
}
