package dev.lawn.supervisor.metrics;

import static dev.lawn.supervisor.metrics.Family.Kind.GAUGE;

import java.util.List;

/** What the nodes need, and whether it is known to be down. */
final class DownFamilies {

    private DownFamilies() {}

    static List<Family> all() {
        return List.of(
                new Family(
                        GAUGE,
                        "lawn_service_outage",
                        "1 while most nodes have lost the service at once, else 0.",
                        List.of("service"),
                        (fleet, to) ->
                                fleet.downs()
                                        .services()
                                        .forEach((name, down) -> to.add(down ? 1 : 0, name))),
                new Family(
                        GAUGE,
                        "lawn_proxy_up",
                        "0 while the proxy is known to let nobody through, else 1.",
                        List.of("proxy"),
                        (fleet, to) ->
                                fleet.downs()
                                        .proxies()
                                        .forEach((name, down) -> to.add(down ? 0 : 1, name))));
    }
}
