package dev.lawn.supervisor.node;

import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.plan.Part;
import dev.lawn.supervisor.process.ExitReport;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can happen to a node. */
public sealed interface NodeEvent {

    /**
     * Lawn has begun: the node shall run, unless it was quarantined in an earlier run.
     *
     * @param failures that still count
     */
    record Begun(Failures failures) implements NodeEvent {}

    /** The operator wants it to run, whatever became of it before. */
    record StartRequested() implements NodeEvent {}

    /** It shall stop and stay down. */
    record StopRequested(Reason reason) implements NodeEvent {}

    /** It shall stop cleanly and start again at once. */
    record RestartRequested() implements NodeEvent {}

    /**
     * The configuration was changed and reloaded.
     *
     * @param plan what it shall be from its next start on
     * @param parts what differs
     */
    record Replanned(NodePlan plan, Set<Part> parts) implements NodeEvent {

        public Replanned {
            parts = Set.copyOf(parts);
        }
    }

    /**
     * Its turn to start has come.
     *
     * @param ticket which request for a slot this answers
     * @param incarnation the id of the run to be
     * @param patience at least 1: how many times its usual time the start may take
     */
    record SlotGranted(long ticket, String incarnation, double patience) implements NodeEvent {}

    /** Its worker said something. */
    record Said(WorkerMessage message) implements NodeEvent {}

    /**
     * The worker process has ended, and every process it left behind as well.
     *
     * @param report the evidence; null where no process ran
     */
    record Exited(String incarnation, @Nullable ExitReport report) implements NodeEvent {

        /** Nothing ran under that id, so there is nothing to report. */
        Exited(String incarnation) {
            this(incarnation, null);
        }
    }

    /** The worker process could not be started at all. */
    record LaunchFailed(String incarnation, Reason reason) implements NodeEvent {}

    /** What the worker writes to stdout is of no use any more. */
    record Misbehaved(String incarnation) implements NodeEvent {}

    /** Its worker may sign in: so much is written down. */
    record LeaveGiven(String incarnation) implements NodeEvent {}

    /**
     * Its worker may not sign in now.
     *
     * @param reason {@link Reason#LOGIN_REJECTED} where it makes no sense to ask again
     * @param detail for people
     */
    record LeaveRefused(String incarnation, Reason reason, String detail) implements NodeEvent {}

    /** Its processes took too much of the host: it shall stop cleanly and start again. */
    record Recycle(Reason reason) implements NodeEvent {}

    /** A person has the one-time code the service asked for. */
    record CodeGiven(Secret code) implements NodeEvent {}

    /** An operator wants a new sign-in of a node that waits for a person. */
    record SignInAnew() implements NodeEvent {}

    /** What {@link Pacing#hold} says of it may have changed. */
    record HoldChanged() implements NodeEvent {}

    /** Time has passed. */
    record Tick() implements NodeEvent {}
}
