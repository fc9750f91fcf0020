package dev.lawn.supervisor.node;

import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.supervisor.node.Effect.AskForSlot;
import dev.lawn.supervisor.node.Effect.GiveBackSlot;
import dev.lawn.supervisor.node.Effect.Launch;
import dev.lawn.supervisor.node.NodeState.Backoff;
import dev.lawn.supervisor.node.NodeState.Connected;
import dev.lawn.supervisor.node.NodeState.Connecting;
import dev.lawn.supervisor.node.NodeState.Deadline;
import dev.lawn.supervisor.node.NodeState.Degraded;
import dev.lawn.supervisor.node.NodeState.Live;
import dev.lawn.supervisor.node.NodeState.Quarantined;
import dev.lawn.supervisor.node.NodeState.Starting;
import dev.lawn.supervisor.node.NodeState.Stopped;
import dev.lawn.supervisor.node.NodeState.Stopping;
import dev.lawn.supervisor.node.NodeState.Then;
import dev.lawn.supervisor.node.NodeState.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * The life of a node as a pure function: state, event and time in, next state and effects out. It
 * reads no clock, starts nothing and keeps nothing.
 *
 * <p>Four rules hold everywhere: an event of another incarnation changes nothing; a node leaves
 * {@link Stopping} only by {@link NodeEvent.Exited}, so two workers never share a profile; a start
 * slot is held exactly in {@link Waiting} (queued) and {@link Starting}; once Lawn shuts down, a
 * node only goes down.
 */
final class NodeMachine {

    private final NodeTimings timings;
    private final BackoffPolicy backoff;
    private final FailurePolicy failurePolicy;
    private final LiveMachine whileLive;

    NodeMachine(NodeTimings timings, BackoffPolicy backoff, FailurePolicy failurePolicy) {
        this.timings = timings;
        this.backoff = backoff;
        this.failurePolicy = failurePolicy;
        this.whileLive = new LiveMachine(timings, failurePolicy);
    }

    /**
     * What follows.
     *
     * @param hold why nobody should restart this node now; null where nothing speaks against it
     * @param now monotonic nanoseconds
     */
    Transition next(NodeState state, NodeEvent event, @Nullable Reason hold, long now) {
        if (hold != null
                && state instanceof Live live
                && Holds.ends(live, hold)
                && tellsOf(live, event)) {
            Then then = new Then.StartAgain(FailurePolicy.before(live, now));
            return Departure.stop(live, hold, StopRung.POLITE, then, now);
        }
        Transition transition = next(Holds.apply(state, hold, now), event, now);
        return new Transition(Holds.apply(transition.next(), hold, now), transition.effects());
    }

    private Transition next(NodeState state, NodeEvent event, long now) {
        return switch (event) {
            case NodeEvent.Begun(Failures failures) -> onBegin(state, failures, now);
            case NodeEvent.StartRequested _ -> onStart(state, now);
            case NodeEvent.StopRequested stop -> onStop(state, stop.reason(), now);
            case NodeEvent.RestartRequested _ -> onRestart(state, now);
            case NodeEvent.Replanned replanned -> ReplanMachine.next(state, replanned.parts(), now);
            case NodeEvent.SlotGranted granted -> onSlot(state, granted, now);
            case NodeEvent.Said(WorkerMessage message) -> onMessage(state, message, now);
            case NodeEvent.Exited exited ->
                    onExit(state, exited.incarnation(), Reason.WORKER_EXITED, now);
            case NodeEvent.LaunchFailed failed ->
                    onExit(state, failed.incarnation(), failed.reason(), now);
            case NodeEvent.Misbehaved misbehaved ->
                    onMisbehaviour(state, misbehaved.incarnation(), now);
            case NodeEvent.LeaveGiven given ->
                    runs(state, given.incarnation())
                            ? whileLive.onLeave((Live) state, now)
                            : Transition.to(state);
            case NodeEvent.LeaveRefused refused ->
                    runs(state, refused.incarnation())
                            ? whileLive.onRefusal((Live) state, refused.reason(), now)
                            : Transition.to(state);
            case NodeEvent.Recycle(Reason reason) -> onRecycle(state, reason, now);
            case NodeEvent.CodeGiven(Secret code) -> onCode(state, code);
            case NodeEvent.SignInAnew _ -> onSignInAnew(state, now);
            case NodeEvent.HoldChanged _ -> Transition.to(state);
            case NodeEvent.Tick _ -> onTick(state, now);
        };
    }

    /** Of the hold, or of what it comes from. What else happens must take its course. */
    private static boolean tellsOf(Live live, NodeEvent event) {
        return switch (event) {
            case NodeEvent.HoldChanged _ -> true;
            case NodeEvent.Said(WorkerMessage message) -> runs(live, message.incarnation());
            case NodeEvent _ -> false;
        };
    }

    private static boolean runs(NodeState state, String incarnation) {
        return state instanceof Live live && live.run().incarnation().equals(incarnation);
    }

    private static Transition onBegin(NodeState state, Failures failures, long now) {
        return state instanceof Stopped && !isShutDown(state)
                ? ask(null, failures, now)
                : Transition.to(state);
    }

    private static Transition onStart(NodeState state, long now) {
        return switch (state) {
            case Stopped _, Stopping _ when isShutDown(state) -> Transition.to(state);
            case Stopped _, Quarantined _, Backoff _ -> ask(state.reason(), Failures.NONE, now);
            case Stopping stopping ->
                    Transition.to(
                            Departure.withThen(
                                    stopping,
                                    stopping.reason(),
                                    new Then.StartAgain(Failures.NONE)));
            case Waiting _, Live _ -> Transition.to(state);
        };
    }

    private static boolean isShutDown(NodeState state) {
        return state.reason() == Reason.SHUTDOWN;
    }

    static Transition ask(@Nullable Reason after, Failures failures, long now) {
        return Transition.to(new Waiting(now, after, null, failures), new AskForSlot(now));
    }

    private static Transition onStop(NodeState state, Reason reason, long now) {
        return switch (state) {
            case Stopped _, Stopping _ when isShutDown(state) -> Transition.to(state);
            case Stopped _, Quarantined _, Backoff _ -> Transition.to(new Stopped(reason));
            case Waiting _ -> Transition.to(new Stopped(reason), new GiveBackSlot());
            case Stopping stopping ->
                    Transition.to(Departure.withThen(stopping, reason, new Then.StayDown()));
            case Live live ->
                    Departure.stop(live, reason, StopRung.POLITE, new Then.StayDown(), now);
        };
    }

    private static Transition onRestart(NodeState state, long now) {
        return switch (state) {
            case Live live ->
                    Departure.stop(
                            live,
                            Reason.OPERATOR,
                            StopRung.POLITE,
                            new Then.StartAgain(Failures.NONE),
                            now);
            case Stopping _, Stopped _, Quarantined _, Backoff _, Waiting _ -> onStart(state, now);
        };
    }

    /**
     * A clean stop keeps the session; what failed before still counts. Who starts or signs in is
     * left to it, and nobody is taken away under the hands of a person.
     */
    private static Transition onRecycle(NodeState state, Reason reason, long now) {
        return switch (state) {
            case Connecting _, Connected _, Degraded _ ->
                    Departure.stop(
                            (Live) state,
                            reason,
                            StopRung.POLITE,
                            new Then.StartAgain(FailurePolicy.before((Live) state, now)),
                            now);
            case NodeState _ -> Transition.to(state);
        };
    }

    /** Only for a page that waits for it: nobody types into another. */
    private static Transition onCode(NodeState state, Secret code) {
        return state instanceof NodeState.NeedsHuman parked && parked.reason() == Reason.OTP
                ? Transition.to(state, new Effect.HandOver(parked.run().incarnation(), code))
                : Transition.to(state);
    }

    /** In a new worker, which asks for leave as any other does. */
    private static Transition onSignInAnew(NodeState state, long now) {
        return state instanceof NodeState.NeedsHuman parked
                ? onRestart(parked, now).after(new Effect.ForgetPerson(parked.run().incarnation()))
                : Transition.to(state);
    }

    /** A grant that nobody waits for any more was given back when the node left its queue. */
    private Transition onSlot(NodeState state, NodeEvent.SlotGranted granted, long now) {
        if (!(state instanceof Waiting waiting) || waiting.ticket() != granted.ticket()) {
            return Transition.to(state);
        }
        Run run = new Run(granted.incarnation(), now);
        Deadline deadline =
                Deadline.in(timings.start(granted.patience()), Reason.START_TIMEOUT, now);
        return Transition.to(
                new Starting(run, deadline, waiting.failures()),
                new Launch(granted.incarnation(), waiting.after(), granted.patience()));
    }

    private Transition onMessage(NodeState state, WorkerMessage message, long now) {
        return switch (state) {
            case Live live when live.run().incarnation().equals(message.incarnation()) ->
                    whileLive.next(live, message, now);
            case Stopping stopping when stopping.incarnation().equals(message.incarnation()) ->
                    onLastWords(stopping, message);
            case NodeState _ -> Transition.to(state);
        };
    }

    /** A form that was under way may be refused while the node goes down: that counts. */
    private static Transition onLastWords(Stopping stopping, WorkerMessage message) {
        boolean isRejected =
                message instanceof WorkerMessage.Fault fault
                        && fault.reason() == Reason.LOGIN_REJECTED;
        boolean counts =
                !(stopping.then() instanceof Then.StayDown
                        || stopping.then() instanceof Then.StartAnew);
        return isRejected && counts
                ? Transition.to(
                        Departure.withThen(
                                stopping,
                                stopping.reason(),
                                new Then.Quarantine(Reason.LOGIN_REJECTED, null)))
                : Transition.to(stopping);
    }

    private static Transition onMisbehaviour(NodeState state, String incarnation, long now) {
        return state instanceof Live live && live.run().incarnation().equals(incarnation)
                ? Departure.stop(
                        live,
                        Reason.PROTOCOL,
                        StopRung.HUNG,
                        new Then.Quarantine(Reason.PROTOCOL, null),
                        now)
                : Transition.to(state);
    }

    private Transition onExit(NodeState state, String incarnation, Reason cause, long now) {
        return switch (state) {
            case Live live when live.run().incarnation().equals(incarnation) ->
                    Departure.leave(
                            live, follow(failurePolicy.after(live, cause, now), cause, now));
            case Stopping stopping when stopping.incarnation().equals(incarnation) ->
                    follow(stopping.then(), stopping.reason(), now);
            case Live _, Stopping _, Waiting _, Backoff _, Quarantined _, Stopped _ ->
                    Transition.to(state);
        };
    }

    /** Where a node goes once nothing of its last incarnation is left. */
    private Transition follow(Then then, Reason reason, long now) {
        return switch (then) {
            case Then.StayDown _ -> Transition.to(new Stopped(reason));
            case Then.Quarantine(Reason why, Reason cause) ->
                    Transition.to(new Quarantined(why, cause));
            case Then.StartAgain(Failures failures) -> ask(reason, failures, now);
            case Then.StartAnew _ -> ask(reason, Failures.NONE, now);
            case Then.BackOff(Failures failures) ->
                    Transition.to(
                            new Backoff(
                                    reason,
                                    now + backoff.after(failures.inARow()).toNanos(),
                                    failures));
        };
    }

    private Transition onTick(NodeState state, long now) {
        Long wakeAt = state.wakeAt();
        if (wakeAt == null || now < wakeAt) {
            return Transition.to(state);
        }
        return switch (state) {
            case Backoff(Reason reason, _, Failures failures) -> ask(reason, failures, now);
            case Stopping stopping -> Departure.nextRung(stopping, now);
            case Live live -> expired(live, now);
            case Waiting _, Quarantined _, Stopped _ -> Transition.to(state);
        };
    }

    private Transition expired(Live live, long now) {
        Deadline deadline = live.deadline();
        if (deadline == null || now < deadline.at()) {
            return Departure.stop(
                    live,
                    Reason.WORKER_HUNG,
                    StopRung.HUNG,
                    failurePolicy.after(live, Reason.WORKER_HUNG, now),
                    now);
        }
        return Departure.stop(
                live,
                deadline.reason(),
                StopRung.POLITE,
                failurePolicy.after(live, deadline.reason(), now),
                now);
    }
}
