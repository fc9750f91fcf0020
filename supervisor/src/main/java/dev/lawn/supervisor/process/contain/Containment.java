package dev.lawn.supervisor.process.contain;

import dev.lawn.supervisor.plan.FleetPlan;
import java.io.IOException;

/** One way to hold processes together, ready for use. Thread-safe. */
public sealed interface Containment extends AutoCloseable
        permits PidNamespace, Cgroup, Subreaper, Marker {

    /** Which one; never {@code AUTO}. */
    FleetPlan.Containment rung();

    /**
     * Starts a process in a hold of its own, which everything it starts is in as well.
     *
     * @param marker of the incarnation; the builder's environment has it already
     * @param builder its command is wrapped as the rung needs it
     * @throws IOException where no process could be started; nothing is left
     */
    Contained start(String marker, ProcessBuilder builder) throws IOException;

    /** Called once everything that was started has ended. */
    @Override
    void close();
}
