package dev.lawn.supervisor.fleet;

import java.util.Map;

/**
 * What the nodes need and what of it is known to be down.
 *
 * @param services whether each service of the plan is taken to be down
 * @param proxies whether each proxy of the plan, without credentials, is known to be down
 * @param leaks whether each of them was found to lead out by the host's own address
 */
public record Downs(
        Map<String, Boolean> services, Map<String, Boolean> proxies, Map<String, Boolean> leaks) {

    /** Nothing is needed. */
    public static final Downs NONE = new Downs(Map.of(), Map.of(), Map.of());

    public Downs {
        services = Map.copyOf(services);
        proxies = Map.copyOf(proxies);
        leaks = Map.copyOf(leaks);
    }
}
