package dev.lawn.supervisor.preflight;

import dev.lawn.supervisor.plan.FleetPlan;

/**
 * What the host shall carry.
 *
 * @param nodes 1 or more
 * @param freeDisk bytes without which no node starts
 * @param memoryPerNode bytes above which a node is started anew
 */
public record Wanted(int nodes, long freeDisk, long memoryPerNode) {

    /** Of a plan; for one node where it has none yet. */
    public static Wanted of(FleetPlan plan) {
        return new Wanted(
                Math.max(1, plan.nodes().size()),
                plan.limits().freeDisk(),
                plan.limits().memoryPerNode());
    }
}
