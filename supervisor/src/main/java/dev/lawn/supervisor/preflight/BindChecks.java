package dev.lawn.supervisor.preflight;

import dev.lawn.common.model.Bind;
import dev.lawn.supervisor.plan.NodePlan;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Has this host the addresses and interfaces that nodes shall go out by? */
public final class BindChecks {

    private static final String CHECK = "bind";

    private BindChecks() {}

    /** Of this host as it is now; empty where no node has a {@code bind}. */
    public static List<Finding> of(List<NodePlan> nodes) {
        return of(nodes, Bind::addresses);
    }

    /**
     * @param addresses what a {@code bind} means on the host; empty where it has no such
     */
    static List<Finding> of(List<NodePlan> nodes, Function<Bind, List<InetAddress>> addresses) {
        Map<Bind, List<String>> bound = new LinkedHashMap<>();
        for (NodePlan node : nodes) {
            Bind bind = node.bind();
            if (bind != null) {
                bound.computeIfAbsent(bind, _ -> new ArrayList<>()).add(node.name().value());
            }
        }
        List<Finding> missing =
                bound.entrySet().stream()
                        .filter(each -> addresses.apply(each.getKey()).isEmpty())
                        .map(each -> missing(each.getKey(), each.getValue()))
                        .toList();
        return bound.isEmpty() || !missing.isEmpty() ? missing : List.of(allThere(bound));
    }

    private static Finding missing(Bind bind, List<String> nodes) {
        return Finding.error(
                CHECK,
                "this host has no address or interface %s that is up".formatted(bind),
                "for %s".formatted(String.join(", ", nodes)),
                "ip -br address, and name one of those in accounts.yaml");
    }

    private static Finding allThere(Map<Bind, List<String>> bound) {
        return Finding.ok(
                CHECK, bound.keySet().stream().map(Bind::to).collect(Collectors.joining(", ")));
    }
}
