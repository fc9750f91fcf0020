package dev.lawn.supervisor.node;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.LineCodec;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.protocol.WorkerMessage.Checked;
import dev.lawn.common.protocol.WorkerMessage.DebugPort;
import dev.lawn.common.protocol.WorkerMessage.Egress;
import dev.lawn.common.protocol.WorkerMessage.Fault;
import dev.lawn.common.protocol.WorkerMessage.Goodbye;
import dev.lawn.common.protocol.WorkerMessage.Heartbeat;
import dev.lawn.common.protocol.WorkerMessage.Hello;
import dev.lawn.common.protocol.WorkerMessage.HumanNeeded;
import dev.lawn.common.protocol.WorkerMessage.Mending;
import dev.lawn.common.protocol.WorkerMessage.PhaseChanged;
import dev.lawn.common.protocol.WorkerMessage.Probed;
import dev.lawn.common.protocol.WorkerMessage.RateLimited;
import dev.lawn.common.protocol.WorkerMessage.Sample;
import dev.lawn.common.protocol.WorkerMessage.SignInWanted;
import dev.lawn.common.protocol.WorkerMessage.Traffic;
import dev.lawn.supervisor.node.Effect.AskForLeave;
import dev.lawn.supervisor.node.Effect.GiveLeave;
import dev.lawn.supervisor.node.NodeState.AwaitingLeave;
import dev.lawn.supervisor.node.NodeState.Connected;
import dev.lawn.supervisor.node.NodeState.Connecting;
import dev.lawn.supervisor.node.NodeState.Deadline;
import dev.lawn.supervisor.node.NodeState.Degraded;
import dev.lawn.supervisor.node.NodeState.Live;
import dev.lawn.supervisor.node.NodeState.NeedsHuman;
import dev.lawn.supervisor.node.NodeState.SigningIn;
import dev.lawn.supervisor.node.NodeState.Starting;
import dev.lawn.supervisor.node.NodeState.Then;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@link NodeMachine} that listens to a worker. Pure.
 *
 * @param timings how patient to be
 * @param failurePolicy what follows a fault
 */
record LiveMachine(NodeTimings timings, FailurePolicy failurePolicy) {

    /** What follows a message of the worker of this very incarnation. */
    Transition next(Live live, WorkerMessage message, long now) {
        return switch (message) {
            case Hello hello -> onHello(live, hello, now);
            case Heartbeat _ -> Transition.to(live.withRun(live.run().beatAt(now)));
            case PhaseChanged changed -> onPhase(live, changed.phase(), now);
            case Sample sample -> onSample(live, sample, now);
            case HumanNeeded asked ->
                    Departure.leave(
                            live,
                            new NeedsHuman(
                                    live.run().beatAt(now),
                                    asked.reason(),
                                    timings.beat(),
                                    FailurePolicy.before(live, now)));
            case Mending mending -> onMending(live, mending.reason(), now);
            case Fault fault -> onFault(live, fault.reason(), now);
            case RateLimited _ -> onFault(live, Reason.RATE_LIMITED, now);
            case SignInWanted wanted ->
                    Departure.leave(
                            live,
                            Transition.to(
                                    new AwaitingLeave(
                                            live.run().beatAt(now),
                                            timings.beat(),
                                            FailurePolicy.before(live, now)),
                                    new AskForLeave(wanted.incarnation())));
            case Egress _, Traffic _, DebugPort _, Probed _, Checked _, Goodbye _ ->
                    Transition.to(live);
        };
    }

    private Transition onHello(Live live, Hello hello, long now) {
        return hello.protocol() == LineCodec.PROTOCOL
                ? Transition.to(live)
                : Departure.stop(
                        live,
                        Reason.PROTOCOL,
                        StopRung.POLITE,
                        new Then.Quarantine(Reason.PROTOCOL, null),
                        now);
    }

    private Transition onPhase(Live live, WorkerMessage.Phase phase, long now) {
        Run run = live.run().beatAt(now);
        return switch (phase) {
            case STARTING -> Transition.to(live.withRun(run));
            case SIGNING_IN -> Departure.leave(live, signingIn(live, run, now));
            case CONNECTING ->
                    Departure.leave(
                            live,
                            new Connecting(
                                    run,
                                    Reason.EXTENSION_DISCONNECTED,
                                    timings.beat(),
                                    Deadline.in(timings.connect(), Reason.CONNECT_TIMEOUT, now),
                                    FailurePolicy.before(live, now)));
        };
    }

    private SigningIn signingIn(Live live, Run run, long now) {
        return new SigningIn(
                run,
                null,
                timings.quietWhileSigningIn(),
                Deadline.in(timings.signIn(), Reason.SITE_DOWN, now),
                FailurePolicy.before(live, now));
    }

    /** It may fill in the form; all its time for that begins now. */
    Transition onLeave(Live live, long now) {
        return live instanceof AwaitingLeave
                ? Transition.to(
                        signingIn(live, live.run(), now), new GiveLeave(live.run().incarnation()))
                : Transition.to(live);
    }

    /** No browser need wait for minutes or hours: the node is held until its account may. */
    Transition onRefusal(Live live, Reason reason, long now) {
        if (!(live instanceof AwaitingLeave)) {
            return Transition.to(live);
        }
        Then then =
                reason == Reason.LOGIN_REJECTED
                        ? new Then.Quarantine(reason, null)
                        : new Then.StartAgain(live.failures());
        return Departure.stop(live, reason, StopRung.POLITE, then, now);
    }

    private Transition onSample(Live live, Sample sample, long now) {
        Reason missing = missing(sample);
        return switch (live) {
            case Connecting _, Degraded _ when missing == null ->
                    Transition.to(connected(live, now, sample));
            case Connected connected when missing == null ->
                    Transition.to(connected(live, connected.since(), sample));
            case Connected _ when missing != null -> Transition.to(degraded(live, missing, now));
            case Connecting _ when missing == Reason.NOT_EARNING ->
                    Transition.to(degraded(live, missing, now));
            case Connecting connecting when missing != null ->
                    Transition.to(withReason(connecting, missing));
            case Degraded degraded when missing != null ->
                    Transition.to(withMissing(degraded, missing, now));
            case Starting _,
                    SigningIn _,
                    AwaitingLeave _,
                    NeedsHuman _,
                    Connecting _,
                    Connected _,
                    Degraded _ ->
                    Transition.to(live);
        };
    }

    private Connected connected(Live live, long since, Sample sample) {
        Failures failures = live.failures();
        boolean isListed = Boolean.TRUE.equals(sample.listed());
        return new Connected(
                live.run(), since, timings.beat(), isListed ? failures.listed() : failures);
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
        if (sample.egressIp() == null) {
            return Reason.EGRESS_UNPROVEN;
        }
        return Boolean.FALSE.equals(sample.listed()) ? Reason.NOT_EARNING : null;
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

    /** What is being mended stays the reason until the extension speaks again. */
    private Degraded withMissing(Degraded was, Reason missing, long now) {
        if (was.missing() != missing && (isConnected(was.missing()) || isConnected(missing))) {
            return degraded(was, missing, now);
        }
        boolean isMending =
                missing == Reason.EXTENSION_DEAD && Blame.of(was.missing()) == Blame.NODE;
        Reason reason = isMending ? was.missing() : missing;
        return new Degraded(
                was.run(),
                reason,
                was.hold(),
                was.quietLimit(),
                new Deadline(was.untilHealed().at(), reason),
                was.failures());
    }

    /**
     * Whether the extension is connected although that is missing. Each such reason has a time of
     * its own; a connection that is lost has one time, however its reason changes.
     */
    private static boolean isConnected(Reason missing) {
        return missing == Reason.NOT_EARNING || missing == Reason.EGRESS_UNPROVEN;
    }

    private Degraded degraded(Live live, Reason missing, long now) {
        Duration patience =
                missing == Reason.NOT_EARNING
                        ? timings.unlisted(live.failures().unlisted())
                        : timings.service().selfHeal();
        return degraded(live, missing, patience, now);
    }

    private Degraded degraded(Live live, Reason missing, Duration patience, long now) {
        return new Degraded(
                live.run(),
                missing,
                null,
                timings.beat(),
                Deadline.in(patience, missing, now),
                FailurePolicy.before(live, now));
    }

    /** Not connected until a sample says so: the worker would not mend what works. */
    private Transition onMending(Live live, Reason reason, long now) {
        return switch (live) {
            case Connected _, Degraded _ ->
                    Transition.to(degraded(live, reason, timings.mend(), now));
            case SigningIn signing ->
                    Transition.to(
                            new SigningIn(
                                    signing.run().beatAt(now),
                                    reason,
                                    signing.quietLimit(),
                                    signing.deadline(),
                                    signing.failures()));
            case Starting _, AwaitingLeave _, NeedsHuman _, Connecting _ -> Transition.to(live);
        };
    }

    private Transition onFault(Live live, Reason reason, long now) {
        Then then =
                reason == Reason.LOGIN_REJECTED
                        ? new Then.Quarantine(reason, null)
                        : failurePolicy.after(live, reason, now);
        return Departure.stop(live, reason, StopRung.AFTER_FAULT, then, now);
    }
}
