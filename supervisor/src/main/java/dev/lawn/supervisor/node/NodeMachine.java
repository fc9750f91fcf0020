package dev.lawn.supervisor.node;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.LineCodec;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.protocol.WorkerMessage.Fault;
import dev.lawn.common.protocol.WorkerMessage.Goodbye;
import dev.lawn.common.protocol.WorkerMessage.Heartbeat;
import dev.lawn.common.protocol.WorkerMessage.Hello;
import dev.lawn.common.protocol.WorkerMessage.HumanNeeded;
import dev.lawn.common.protocol.WorkerMessage.PhaseChanged;
import dev.lawn.common.protocol.WorkerMessage.Sample;
import dev.lawn.common.protocol.WorkerMessage.Traffic;
import dev.lawn.supervisor.node.Effect.AskForSlot;
import dev.lawn.supervisor.node.Effect.GiveBackSlot;
import dev.lawn.supervisor.node.Effect.Launch;
import dev.lawn.supervisor.node.Effect.Take;
import dev.lawn.supervisor.node.NodeState.Backoff;
import dev.lawn.supervisor.node.NodeState.Connected;
import dev.lawn.supervisor.node.NodeState.Connecting;
import dev.lawn.supervisor.node.NodeState.Deadline;
import dev.lawn.supervisor.node.NodeState.Degraded;
import dev.lawn.supervisor.node.NodeState.Live;
import dev.lawn.supervisor.node.NodeState.NeedsHuman;
import dev.lawn.supervisor.node.NodeState.Quarantined;
import dev.lawn.supervisor.node.NodeState.SigningIn;
import dev.lawn.supervisor.node.NodeState.Starting;
import dev.lawn.supervisor.node.NodeState.Stopped;
import dev.lawn.supervisor.node.NodeState.Stopping;
import dev.lawn.supervisor.node.NodeState.Then;
import dev.lawn.supervisor.node.NodeState.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    NodeMachine(NodeTimings timings, BackoffPolicy backoff) {
        this.timings = timings;
        this.backoff = backoff;
    }

    /**
     * What follows.
     *
     * @param now monotonic nanoseconds
     */
    Transition next(NodeState state, NodeEvent event, long now) {
        return switch (event) {
            case NodeEvent.StartRequested _ -> onStart(state, now);
            case NodeEvent.StopRequested stop -> onStop(state, stop.reason(), now);
            case NodeEvent.RestartRequested _ -> onRestart(state, now);
            case NodeEvent.SlotGranted granted -> onSlot(state, granted, now);
            case NodeEvent.Said said -> onMessage(state, said.message(), now);
            case NodeEvent.Exited exited ->
                    onExit(state, exited.incarnation(), Reason.WORKER_EXITED, now);
            case NodeEvent.LaunchFailed failed ->
                    onExit(state, failed.incarnation(), Reason.LAUNCH_FAILED, now);
            case NodeEvent.Tick _ -> onTick(state, now);
        };
    }

    private static Transition onStart(NodeState state, long now) {
        return switch (state) {
            case Stopped _, Stopping _ when isShutDown(state) -> Transition.to(state);
            case Stopped _, Quarantined _, Backoff _ -> ask(state.reason(), 0, now);
            case Stopping stopping ->
                    Transition.to(withThen(stopping, stopping.reason(), new Then.StartAgain()));
            case Waiting _, Live _ -> Transition.to(state);
        };
    }

    private static boolean isShutDown(NodeState state) {
        return state.reason() == Reason.SHUTDOWN;
    }

    private static Transition ask(@Nullable Reason after, int failures, long now) {
        return Transition.to(new Waiting(now, after, failures), new AskForSlot(now));
    }

    private static Transition onStop(NodeState state, Reason reason, long now) {
        return switch (state) {
            case Stopped _, Stopping _ when isShutDown(state) -> Transition.to(state);
            case Stopped _, Quarantined _, Backoff _ -> Transition.to(new Stopped(reason));
            case Waiting _ -> Transition.to(new Stopped(reason), new GiveBackSlot());
            case Stopping stopping ->
                    Transition.to(withThen(stopping, reason, new Then.StayDown()));
            case Live live -> stop(live, reason, StopRung.POLITE, new Then.StayDown(), now);
        };
    }

    private static Transition onRestart(NodeState state, long now) {
        return switch (state) {
            case Live live ->
                    stop(live, Reason.OPERATOR, StopRung.POLITE, new Then.StartAgain(), now);
            case Stopping _, Stopped _, Quarantined _, Backoff _, Waiting _ -> onStart(state, now);
        };
    }

    /** A grant that nobody waits for any more was given back when the node left its queue. */
    private Transition onSlot(NodeState state, NodeEvent.SlotGranted granted, long now) {
        if (!(state instanceof Waiting waiting) || waiting.ticket() != granted.ticket()) {
            return Transition.to(state);
        }
        Run run = new Run(granted.incarnation(), now);
        Deadline deadline = deadline(timings.start(), Reason.START_TIMEOUT, now);
        return Transition.to(
                new Starting(run, deadline, waiting.failures()),
                new Launch(granted.incarnation(), waiting.after()));
    }

    private Transition onMessage(NodeState state, WorkerMessage message, long now) {
        if (!(state instanceof Live live)
                || !live.run().incarnation().equals(message.incarnation())) {
            return Transition.to(state);
        }
        return switch (message) {
            case Hello hello -> onHello(live, hello, now);
            case Heartbeat _ -> Transition.to(live.withRun(live.run().beatAt(now)));
            case PhaseChanged changed -> onPhase(live, changed.phase(), now);
            case Sample sample -> onSample(live, sample, now);
            case HumanNeeded asked ->
                    leave(
                            live,
                            new NeedsHuman(
                                    live.run().beatAt(now),
                                    asked.reason(),
                                    timings.beat(),
                                    failuresBefore(live, now)));
            case Fault fault -> onFault(live, fault.reason(), now);
            case Traffic _, Goodbye _ -> Transition.to(live);
        };
    }

    private Transition onHello(Live live, Hello hello, long now) {
        return hello.protocol() == LineCodec.PROTOCOL
                ? Transition.to(live)
                : stop(live, Reason.PROTOCOL, StopRung.POLITE, new Then.Quarantine(), now);
    }

    private Transition onPhase(Live live, WorkerMessage.Phase phase, long now) {
        Run run = live.run().beatAt(now);
        return switch (phase) {
            case STARTING -> Transition.to(live.withRun(run));
            case SIGNING_IN ->
                    leave(
                            live,
                            new SigningIn(
                                    run,
                                    timings.quietWhileSigningIn(),
                                    deadline(timings.signIn(), Reason.SITE_DOWN, now),
                                    failuresBefore(live, now)));
            case CONNECTING ->
                    leave(
                            live,
                            new Connecting(
                                    run,
                                    Reason.EXTENSION_DISCONNECTED,
                                    timings.beat(),
                                    deadline(timings.connect(), Reason.CONNECT_TIMEOUT, now),
                                    failuresBefore(live, now)));
        };
    }

    private Transition onSample(Live live, Sample sample, long now) {
        Reason missing = missing(sample);
        return switch (live) {
            case Connecting _, Degraded _ when missing == null ->
                    Transition.to(new Connected(live.run(), now, timings.beat(), live.failures()));
            case Connecting connecting when missing != null ->
                    Transition.to(withReason(connecting, missing));
            case Connected _ when missing != null -> Transition.to(degraded(live, missing, now));
            case Degraded degraded when missing != null ->
                    Transition.to(withReason(degraded, missing));
            case Starting _, SigningIn _, NeedsHuman _, Connecting _, Connected _, Degraded _ ->
                    Transition.to(live);
        };
    }

    /** What keeps the node from earning; null for nothing. */
    private static @Nullable Reason missing(Sample sample) {
        Boolean connected = sample.connected();
        if (connected == null) {
            return Reason.EXTENSION_DEAD;
        }
        if (!connected) {
            return Reason.EXTENSION_DISCONNECTED;
        }
        return sample.egressIp() == null ? Reason.EGRESS_UNPROVEN : null;
    }

    /** A fresh extension has no word of its own yet: that is no sign of death. */
    private static Connecting withReason(Connecting was, Reason missing) {
        boolean connected = missing == Reason.EGRESS_UNPROVEN;
        Reason inTheEnd = connected ? Reason.EGRESS_UNPROVEN : Reason.CONNECT_TIMEOUT;
        return new Connecting(
                was.run(),
                connected ? Reason.EGRESS_UNPROVEN : Reason.EXTENSION_DISCONNECTED,
                was.quietLimit(),
                new Deadline(was.deadline().at(), inTheEnd),
                was.failures());
    }

    private static Degraded withReason(Degraded was, Reason missing) {
        return new Degraded(
                was.run(),
                missing,
                was.quietLimit(),
                new Deadline(was.deadline().at(), missing),
                was.failures());
    }

    private Degraded degraded(Live live, Reason missing, long now) {
        return new Degraded(
                live.run(),
                missing,
                timings.beat(),
                deadline(timings.service().selfHeal(), missing, now),
                failuresBefore(live, now));
    }

    private Transition onFault(Live live, Reason reason, long now) {
        Then then = reason == Reason.LOGIN_REJECTED ? new Then.Quarantine() : backOff(live, now);
        return stop(live, reason, StopRung.AFTER_FAULT, then, now);
    }

    private Transition onExit(NodeState state, String incarnation, Reason cause, long now) {
        return switch (state) {
            case Live live when live.run().incarnation().equals(incarnation) ->
                    leave(live, backoffState(cause, failuresBefore(live, now) + 1, now));
            case Stopping stopping when stopping.incarnation().equals(incarnation) ->
                    afterStop(stopping, now);
            case Live _, Stopping _, Waiting _, Backoff _, Quarantined _, Stopped _ ->
                    Transition.to(state);
        };
    }

    private Transition afterStop(Stopping stopping, long now) {
        return switch (stopping.then()) {
            case Then.StayDown _ -> Transition.to(new Stopped(stopping.reason()));
            case Then.Quarantine _ -> Transition.to(new Quarantined(stopping.reason()));
            case Then.StartAgain _ -> ask(stopping.reason(), 0, now);
            case Then.BackOff(int failures) ->
                    Transition.to(backoffState(stopping.reason(), failures, now));
        };
    }

    private Backoff backoffState(Reason reason, int failures, long now) {
        return new Backoff(reason, now + backoff.after(failures).toNanos(), failures);
    }

    private Transition onTick(NodeState state, long now) {
        Long wakeAt = state.wakeAt();
        if (wakeAt == null || now < wakeAt) {
            return Transition.to(state);
        }
        return switch (state) {
            case Backoff(Reason reason, _, int failures) -> ask(reason, failures, now);
            case Stopping stopping -> nextRung(stopping, now);
            case Live live -> expired(live, now);
            case Waiting _, Quarantined _, Stopped _ -> Transition.to(state);
        };
    }

    private Transition expired(Live live, long now) {
        Deadline deadline = live.deadline();
        if (deadline == null || now < deadline.at()) {
            return stop(live, Reason.WORKER_HUNG, StopRung.HUNG, backOff(live, now), now);
        }
        return stop(live, deadline.reason(), StopRung.POLITE, backOff(live, now), now);
    }

    /** The last rung is taken again and again: only {@link NodeEvent.Exited} ends a stop. */
    private static Transition nextRung(Stopping was, long now) {
        StopRung rung = was.rungs().getFirst();
        List<StopRung> rest =
                was.rungs().size() == 1 ? was.rungs() : was.rungs().subList(1, was.rungs().size());
        return Transition.to(
                new Stopping(
                        was.incarnation(),
                        was.reason(),
                        rest,
                        now + rung.patience().toNanos(),
                        was.then()),
                new Take(was.incarnation(), rung.action()));
    }

    private static Transition stop(
            Live live, Reason reason, List<StopRung> ladder, Then then, long now) {
        Stopping begun = new Stopping(live.run().incarnation(), reason, ladder, now, then);
        Transition first = nextRung(begun, now);
        List<Effect> effects = new ArrayList<>(leave(live, first.next()).effects());
        effects.addAll(first.effects());
        return new Transition(first.next(), effects);
    }

    /** Every way out of {@link Starting} gives the start slot back. */
    private static Transition leave(Live live, NodeState next) {
        return live instanceof Starting
                ? Transition.to(next, new GiveBackSlot())
                : Transition.to(next);
    }

    private static Stopping withThen(Stopping was, Reason reason, Then then) {
        return new Stopping(was.incarnation(), reason, was.rungs(), was.nextRungAt(), then);
    }

    private static Then backOff(Live live, long now) {
        return new Then.BackOff(failuresBefore(live, now) + 1);
    }

    private static int failuresBefore(Live live, long now) {
        return live instanceof Connected connected
                        && now - connected.since() >= BackoffPolicy.FORGET_AFTER.toNanos()
                ? 0
                : live.failures();
    }

    private static Deadline deadline(Duration patience, Reason reason, long now) {
        return new Deadline(now + patience.toNanos(), reason);
    }
}
