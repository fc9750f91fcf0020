package dev.lawn.supervisor.node;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.protocol.LineCodec;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.service.ServiceDefinition.Timings;
import dev.lawn.supervisor.Examples;
import dev.lawn.supervisor.node.NodeState.AwaitingLeave;
import dev.lawn.supervisor.node.NodeState.Backoff;
import dev.lawn.supervisor.node.NodeState.Connected;
import dev.lawn.supervisor.node.NodeState.Connecting;
import dev.lawn.supervisor.node.NodeState.Deadline;
import dev.lawn.supervisor.node.NodeState.Degraded;
import dev.lawn.supervisor.node.NodeState.NeedsHuman;
import dev.lawn.supervisor.node.NodeState.Quarantined;
import dev.lawn.supervisor.node.NodeState.SigningIn;
import dev.lawn.supervisor.node.NodeState.Starting;
import dev.lawn.supervisor.node.NodeState.Stopped;
import dev.lawn.supervisor.node.NodeState.Stopping;
import dev.lawn.supervisor.node.NodeState.Then;
import dev.lawn.supervisor.node.NodeState.Waiting;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.plan.Part;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A machine and one of each state and event, by the names that the tables and tests use. */
abstract class NodeMachineWorld {

    static final long SECOND = Duration.ofSeconds(1).toNanos();
    static final long NOW = 1_000 * SECOND;
    static final String RUN = "run-1";
    static final long TICKET = 77;

    private static final Timings SERVICE =
            new Timings(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(90),
                    Duration.ofMinutes(5),
                    Timings.EGRESS);

    private static final int MOST_FAILED_STARTS = 3;

    static final Failures NONE = Failures.NONE;
    static final Run LIVE = new Run(RUN, NOW - SECOND);
    static final Duration QUIET = Duration.ofSeconds(15);
    static final Deadline LATER = new Deadline(NOW + 50 * SECOND, Reason.START_TIMEOUT);

    /** One of each state, none of them due. */
    static final Map<String, NodeState> STATES = states();

    private static Map<String, NodeState> states() {
        Map<String, NodeState> states = new LinkedHashMap<>();
        states.put("stopped", new Stopped(null));
        states.put("waiting", new Waiting(TICKET, null, null, NONE));
        states.put("starting", new Starting(LIVE, LATER, NONE));
        states.put("signing_in", new SigningIn(LIVE, null, QUIET, LATER, NONE));
        states.put("awaiting_leave", new AwaitingLeave(LIVE, QUIET, NONE));
        states.put("needs_human", new NeedsHuman(LIVE, Reason.OTP, QUIET, NONE));
        states.put(
                "connecting",
                new Connecting(LIVE, Reason.EXTENSION_DISCONNECTED, QUIET, LATER, NONE));
        states.put("connected", new Connected(LIVE, NOW - 60 * SECOND, QUIET, NONE));
        states.put(
                "degraded",
                new Degraded(LIVE, Reason.EXTENSION_DISCONNECTED, null, QUIET, LATER, NONE));
        states.put("backoff", new Backoff(Reason.BROWSER_DIED, NOW + 5 * SECOND, inARow(1)));
        states.put("quarantined", new Quarantined(Reason.LOGIN_REJECTED, null));
        states.put(
                "stopping",
                new Stopping(
                        RUN,
                        Reason.WORKER_HUNG,
                        StopRung.HUNG.subList(1, 2),
                        NOW + SECOND,
                        new Then.BackOff(inARow(1))));
        return states;
    }

    final NodeMachine machine =
            new NodeMachine(
                    NodeTimings.of(SERVICE),
                    new BackoffPolicy(() -> 0.5),
                    new FailurePolicy(MOST_FAILED_STARTS));

    static Failures inARow(int count) {
        return new Failures(count, List.of());
    }

    static NodeState state(String name) {
        return Objects.requireNonNull(STATES.get(name), name);
    }

    static NodeEvent event(String name) {
        return switch (name) {
            case "start" -> new NodeEvent.StartRequested();
            case "begun" -> new NodeEvent.Begun(NONE);
            case "recycle" -> new NodeEvent.Recycle(Reason.OUT_OF_MEMORY);
            case "code" -> new NodeEvent.CodeGiven(Secret.of("271828"));
            case "sign_in_anew" -> new NodeEvent.SignInAnew();
            case "hold_changed" -> new NodeEvent.HoldChanged();
            case "redefined" -> replanned(Part.DEFINITION);
            case "new_proxy" -> replanned(Part.PROXY);
            case "new_browser" -> replanned(Part.BROWSER);
            case "misbehaved" -> new NodeEvent.Misbehaved(RUN);
            case "mending" ->
                    said(new WorkerMessage.Mending(RUN, "demo", Reason.RENDERER_CRASHED, "tab"));
            case "wanted" -> said(new WorkerMessage.SignInWanted(RUN, "demo"));
            case "leave" -> new NodeEvent.LeaveGiven(RUN);
            case "old_leave" -> new NodeEvent.LeaveGiven("run-0");
            case "refused" -> new NodeEvent.LeaveRefused(RUN, Reason.RATE_LIMITED, "until");
            case "rate_limited" -> said(new WorkerMessage.RateLimited(RUN, "demo", "wait", 60));
            case "stop" -> new NodeEvent.StopRequested(Reason.OPERATOR);
            case "restart" -> new NodeEvent.RestartRequested();
            case "slot" -> new NodeEvent.SlotGranted(TICKET, RUN, 1);
            case "old_slot" -> new NodeEvent.SlotGranted(TICKET - 1, RUN, 1);
            case "tick" -> new NodeEvent.Tick();
            case "exited" -> new NodeEvent.Exited(RUN);
            case "launch_failed" -> new NodeEvent.LaunchFailed(RUN, Reason.LAUNCH_FAILED);
            case "hello" -> said(new WorkerMessage.Hello(RUN, LineCodec.PROTOCOL, 7, "1"));
            case "hello_newer" ->
                    said(new WorkerMessage.Hello(RUN, LineCodec.PROTOCOL + 1, 7, "2"));
            case "beat" -> said(new WorkerMessage.Heartbeat(RUN, 1));
            case "signing_in" -> phase(WorkerMessage.Phase.SIGNING_IN);
            case "connecting" -> phase(WorkerMessage.Phase.CONNECTING);
            case "earning" -> sample(true, "127.0.1.1");
            case "no_egress" -> sample(true, null);
            case "not_listed" -> listed(false);
            case "disconnected" -> sample(false, "127.0.1.1");
            case "unknown" -> sample(null, "127.0.1.1");
            case "captcha" ->
                    said(new WorkerMessage.HumanNeeded(RUN, "demo", Reason.CAPTCHA, "asked"));
            case "fault" ->
                    said(new WorkerMessage.Fault(RUN, null, Reason.BROWSER_HUNG, "no answer"));
            case "traffic" -> said(new WorkerMessage.Traffic(RUN, 1, 2, 0));
            case "goodbye" -> said(new WorkerMessage.Goodbye(RUN));
            case "stale" ->
                    said(new WorkerMessage.Fault("run-0", null, Reason.BROWSER_HUNG, "too late"));
            default -> throw new AssertionError(name);
        };
    }

    static NodeEvent replanned(Part part) {
        return new NodeEvent.Replanned(
                new NodePlan(
                        new NodeName("n"),
                        "home",
                        new Credentials("me@example.com", Secret.of("unused")),
                        null,
                        Examples.service(SERVICE)),
                Set.of(part));
    }

    Transition next(NodeState state, NodeEvent event, long now) {
        return machine.next(state, event, null, now);
    }

    static NodeEvent said(WorkerMessage message) {
        return new NodeEvent.Said(message);
    }

    private static NodeEvent phase(WorkerMessage.Phase phase) {
        return said(new WorkerMessage.PhaseChanged(RUN, "demo", phase));
    }

    static NodeEvent sample(@Nullable Boolean connected, @Nullable String egressIp) {
        return said(
                new WorkerMessage.Sample(
                        RUN, "demo", connected, 0.9, 1.0, 1, null, egressIp, null, "1.0.0"));
    }

    static NodeEvent listed(boolean isListed) {
        return said(
                new WorkerMessage.Sample(
                        RUN, "demo", true, 0.9, 1.0, 1, null, "127.0.1.1", isListed, "1.0.0"));
    }

    static String text(Effect effect) {
        return switch (effect) {
            case Effect.AskForSlot _ -> "slot";
            case Effect.GiveBackSlot _ -> "free";
            case Effect.Launch _ -> "launch";
            case Effect.HandOver _ -> "code";
            case Effect.ForgetPerson _ -> "forget";
            case Effect.AskForLeave _ -> "wants";
            case Effect.GiveLeave _ -> "leave";
            case Effect.Take(_, StopRung.Action action) -> action.name().toLowerCase(Locale.ROOT);
        };
    }

    long deadlineAfter(String state, String event) {
        NodeState next = next(state(state), event(event), NOW).next();
        return Objects.requireNonNull(((NodeState.Live) next).deadline()).at();
    }
}
