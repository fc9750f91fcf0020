package dev.lawn.supervisor.process;

import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.plan.FleetPlan.BrowserPlan;
import dev.lawn.supervisor.plan.NodePlan;

/** Starts workers. */
public interface Launcher {

    /** The browser of every launch from now on; does nothing where workers need none. */
    default void use(BrowserPlan browser) {}

    /** A fresh id for the next run of a node; never the same twice on this host. */
    String incarnationId(NodeName node);

    /**
     * Starts a worker and sends it its assignment.
     *
     * @param patience at least 1: how many times its usual time the start may take
     * @param listener told what happens from now on, on threads of the process
     * @throws LaunchException where no process could be started; nothing is left of it
     */
    WorkerProcess launch(
            NodePlan plan, String incarnation, double patience, WorkerListener listener)
            throws LaunchException;
}
