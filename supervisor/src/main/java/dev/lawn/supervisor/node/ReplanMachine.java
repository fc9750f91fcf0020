package dev.lawn.supervisor.node;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.NodeState.AwaitingLeave;
import dev.lawn.supervisor.node.NodeState.Backoff;
import dev.lawn.supervisor.node.NodeState.Connected;
import dev.lawn.supervisor.node.NodeState.Connecting;
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
import dev.lawn.supervisor.plan.Part;
import java.util.Set;

/** The part of {@link NodeMachine} that hears of a new plan. Pure. */
final class ReplanMachine {

    private ReplanMachine() {}

    /** What follows. What failed by the old plan says nothing about the new one. */
    static Transition next(NodeState state, Set<Part> parts, long now) {
        return switch (state) {
            case Stopped _ -> Transition.to(state);
            case Waiting(long ticket, Reason after, Reason held, Failures _) ->
                    Transition.to(new Waiting(ticket, after, held, Failures.NONE));
            case Backoff _, Quarantined _ ->
                    consequence(state, parts) == Consequence.START
                            ? NodeMachine.ask(state.reason(), Failures.NONE, now)
                            : Transition.to(state);
            case Stopping stopping -> Transition.to(onStopping(stopping, parts));
            case Live live ->
                    consequence(live, parts) == Consequence.RESTART
                            ? Departure.stop(
                                    live, Reason.RECONFIGURED, StopRung.POLITE, again(parts), now)
                            : Transition.to(afresh(live));
        };
    }

    private static Consequence consequence(NodeState state, Set<Part> parts) {
        return Consequence.of(state.name(), state.reason(), parts);
    }

    private static Then again(Set<Part> parts) {
        return Consequence.isAnotherAccess(parts)
                ? new Then.StartAnew()
                : new Then.StartAgain(Failures.NONE);
    }

    /** As in the state that the stop leads to. */
    private static Stopping onStopping(Stopping stopping, Set<Part> parts) {
        boolean starts =
                switch (stopping.then()) {
                    case Then.StayDown _ -> false;
                    case Then.StartAgain _, Then.StartAnew _ -> Consequence.isAnotherAccess(parts);
                    case Then.BackOff _ ->
                            Consequence.of(StateName.BACKOFF, stopping.reason(), parts)
                                    == Consequence.START;
                    case Then.Quarantine(Reason reason, Reason _) ->
                            Consequence.of(StateName.QUARANTINED, reason, parts)
                                    == Consequence.START;
                };
        return starts ? Departure.withThen(stopping, stopping.reason(), again(parts)) : stopping;
    }

    /** Where it ends without having connected, it starts by the new plan after two seconds. */
    private static Live afresh(Live live) {
        return switch (live) {
            case Starting was -> new Starting(was.run(), was.deadline(), Failures.NONE);
            case SigningIn was ->
                    new SigningIn(
                            was.run(),
                            was.mending(),
                            was.quietLimit(),
                            was.deadline(),
                            Failures.NONE);
            case Connecting was ->
                    new Connecting(
                            was.run(),
                            was.reason(),
                            was.quietLimit(),
                            was.deadline(),
                            Failures.NONE);
            case AwaitingLeave was -> new AwaitingLeave(was.run(), was.quietLimit(), Failures.NONE);
            case NeedsHuman _, Connected _, Degraded _ -> live;
        };
    }
}
