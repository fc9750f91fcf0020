package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes of one service that go out by one address: to most services they are one device.
 *
 * @param ip their exit IP
 * @param nodes at least two, in the order of accounts.yaml
 */
public record SharedEgress(String service, String ip, List<NodeName> nodes) {

    public SharedEgress {
        nodes = List.copyOf(nodes);
    }

    private record Place(String service, String ip) {}

    /** All there are among those whose exit IP is known now. */
    static List<SharedEgress> among(List<NodeSnapshot> nodes) {
        Map<Place, List<NodeName>> places = new LinkedHashMap<>();
        for (NodeSnapshot node : nodes) {
            String ip = node.sample().egressIp();
            if (ip != null) {
                places.computeIfAbsent(new Place(node.service(), ip), _ -> new ArrayList<>())
                        .add(node.node());
            }
        }
        return places.entrySet().stream()
                .filter(each -> each.getValue().size() > 1)
                .map(
                        each ->
                                new SharedEgress(
                                        each.getKey().service(),
                                        each.getKey().ip(),
                                        each.getValue()))
                .toList();
    }
}
