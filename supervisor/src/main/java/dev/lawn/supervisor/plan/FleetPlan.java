package dev.lawn.supervisor.plan;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * All that shall run.
 *
 * @param nodes in the order of accounts.yaml; names are unique
 * @param limits what the whole host keeps to
 * @param browser which browser every node uses
 * @param metrics where /metrics is served
 * @param control where the control endpoint listens; always loopback
 */
public record FleetPlan(
        List<NodePlan> nodes,
        Limits limits,
        BrowserPlan browser,
        InetSocketAddress metrics,
        InetSocketAddress control) {

    public FleetPlan {
        nodes = List.copyOf(nodes);
    }

    /**
     * Host-wide limits.
     *
     * @param startsAtOnce how many nodes may be starting at the same time, at least 1
     */
    public record Limits(int startsAtOnce) {}

    /**
     * The browser on this host.
     *
     * @param binary absolute path of Chromium or Chrome; it exists
     * @param driver absolute path of chromedriver; it exists
     * @param headless false only to look at nodes on a desktop
     */
    public record BrowserPlan(String binary, String driver, boolean headless) {}
}
