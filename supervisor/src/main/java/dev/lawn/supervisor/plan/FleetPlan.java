package dev.lawn.supervisor.plan;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/**
 * All that shall run.
 *
 * @param nodes in the order of accounts.yaml; names are unique
 * @param limits what the whole host keeps to
 * @param containment how the processes of a node are held together
 * @param browser which browser every node uses
 * @param metrics where /metrics is served
 * @param control where the control endpoint listens; always loopback
 * @param hostIps the host's own exit IPs as accounts.yaml has them, in the one way to write them;
 *     its nodes without a proxy tell theirs besides
 */
public record FleetPlan(
        List<NodePlan> nodes,
        Limits limits,
        Containment containment,
        BrowserPlan browser,
        InetSocketAddress metrics,
        InetSocketAddress control,
        Set<String> hostIps) {

    public FleetPlan {
        nodes = List.copyOf(nodes);
        hostIps = Set.copyOf(hostIps);
    }

    /**
     * Limits of the host and of each node.
     *
     * @param startsAtOnce how many nodes may be starting at the same time, at least 1
     * @param memoryPerNode bytes of PSS that all processes of a node may take; above it the node is
     *     started anew
     * @param diskPerNode bytes that a node's folder may take; above it caches are emptied
     * @param freeDisk bytes that must be free on the state directory's disk for a start
     * @param failedStarts how many starts of a node may fail within an hour, for reasons of its
     *     own, before it is quarantined
     */
    public record Limits(
            int startsAtOnce,
            long memoryPerNode,
            long diskPerNode,
            long freeDisk,
            int failedStarts) {

        private static final long MIB = 1024L * 1024;

        /** What holds where accounts.yaml says nothing. */
        public static final Limits DEFAULT = new Limits(2, 1024 * MIB, 1024 * MIB, 256 * MIB, 10);

        /** The defaults but for the start slots. */
        public static Limits ofStarts(int atOnce) {
            return new Limits(
                    atOnce,
                    DEFAULT.memoryPerNode,
                    DEFAULT.diskPerNode,
                    DEFAULT.freeDisk,
                    DEFAULT.failedStarts);
        }
    }

    /** How the processes of a node are held together, the strongest first. */
    public enum Containment {
        /** The strongest that works on this host; probed at the start. */
        AUTO,
        /** A PID namespace for each node: the kernel ends all of it at once. */
        PID_NAMESPACE,
        /** A cgroup v2 leaf for each node, ended by {@code cgroup.kill}. */
        CGROUP,
        /** The supervisor adopts what a node leaves behind, and ends it. */
        SUBREAPER,
        /** A session and a marker in the environment, looked for in {@code /proc}. */
        MARKER
    }

    /**
     * The browser on this host.
     *
     * @param binary absolute path of Chromium or Chrome; it exists
     * @param driver absolute path of chromedriver; it exists
     * @param headless false only to look at nodes on a desktop
     */
    public record BrowserPlan(String binary, String driver, boolean headless) {}
}
