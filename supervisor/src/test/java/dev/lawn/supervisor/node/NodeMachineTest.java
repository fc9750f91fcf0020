package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The transition table: every state against every event, as text. A cell reads {@code next (reason)
 * effect, effect}; {@code =} means that nothing changes and nothing is done.
 */
class NodeMachineTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long NOW = 1_000 * SECOND;
    private static final String RUN = "run-1";
    private static final long TICKET = 77;

    private static final Timings SERVICE =
            new Timings(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(90),
                    Duration.ofMinutes(5));

    private static final int MOST_FAILED_STARTS = 3;

    private final NodeMachine machine =
            new NodeMachine(
                    NodeTimings.of(SERVICE),
                    new BackoffPolicy(() -> 0.5),
                    new FailurePolicy(MOST_FAILED_STARTS));

    private static final Failures NONE = Failures.NONE;

    private static Failures inARow(int count) {
        return new Failures(count, List.of());
    }

    private static final Run LIVE = new Run(RUN, NOW - SECOND);
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final Deadline LATER = new Deadline(NOW + 50 * SECOND, Reason.START_TIMEOUT);

    /** One of each state, none of them due. */
    private static final Map<String, NodeState> STATES = states();

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

    private static NodeState state(String name) {
        return Objects.requireNonNull(STATES.get(name), name);
    }

    private static final String TABLE =
            """
            event | stopped | waiting | starting | signing_in | awaiting_leave | needs_human | connecting | connected | degraded | backoff | quarantined | stopping
            start | waiting(start_slot) slot | = | = | = | = | = | = | = | = | waiting(start_slot) slot | waiting(start_slot) slot | =
            stop | stopped(operator) | stopped(operator) free | stopping(operator) free, ask | stopping(operator) ask | stopping(operator) ask | stopping(operator) ask | stopping(operator) ask | stopping(operator) ask | stopping(operator) ask | stopped(operator) | stopped(operator) | stopping(operator)
            restart | waiting(start_slot) slot | = | stopping(operator) free, ask | stopping(operator) ask | stopping(operator) ask | stopping(operator) ask | stopping(operator) ask | stopping(operator) ask | stopping(operator) ask | waiting(start_slot) slot | waiting(start_slot) slot | =
            slot | = | starting launch | = | = | = | = | = | = | = | = | = | =
            old_slot | = | = | = | = | = | = | = | = | = | = | = | =
            tick | = | = | = | = | = | = | = | = | = | = | = | =
            exited | = | = | backoff(worker_exited) free | backoff(worker_exited) | backoff(worker_exited) | backoff(worker_exited) | backoff(worker_exited) | backoff(worker_exited) | backoff(worker_exited) | = | = | backoff(worker_hung)
            launch_failed | = | = | backoff(launch_failed) free | backoff(launch_failed) | backoff(launch_failed) | backoff(launch_failed) | backoff(launch_failed) | backoff(launch_failed) | backoff(launch_failed) | = | = | backoff(worker_hung)
            begun | waiting(start_slot) slot | = | = | = | = | = | = | = | = | = | = | =
            recycle | = | = | = | = | = | = | stopping(out_of_memory) ask | stopping(out_of_memory) ask | stopping(out_of_memory) ask | = | = | =
            code | = | = | = | = | = | = code | = | = | = | = | = | =
            sign_in_anew | = | = | = | = | = | stopping(operator) forget, ask | = | = | = | = | = | =
            hold_changed | = | = | = | = | = | = | = | = | = | = | = | =
            redefined | = | = | = | = | = | = | = | = | = | = | = | =
            new_proxy | = | = | stopping(reconfigured) free, ask | stopping(reconfigured) ask | stopping(reconfigured) ask | stopping(reconfigured) ask | stopping(reconfigured) ask | stopping(reconfigured) ask | stopping(reconfigured) ask | waiting(start_slot) slot | waiting(start_slot) slot | =
            new_browser | = | = | stopping(reconfigured) free, ask | stopping(reconfigured) ask | stopping(reconfigured) ask | = | stopping(reconfigured) ask | stopping(reconfigured) ask | stopping(reconfigured) ask | waiting(start_slot) slot | = | =
            misbehaved | = | = | stopping(protocol) free, dump_threads | stopping(protocol) dump_threads | stopping(protocol) dump_threads | stopping(protocol) dump_threads | stopping(protocol) dump_threads | stopping(protocol) dump_threads | stopping(protocol) dump_threads | = | = | =
            mending | = | = | = | signing_in(renderer_crashed) | = | = | = | degraded(renderer_crashed) | degraded(renderer_crashed) | = | = | =
            hello | = | = | = | = | = | = | = | = | = | = | = | =
            hello_newer | = | = | stopping(protocol) free, ask | stopping(protocol) ask | stopping(protocol) ask | stopping(protocol) ask | stopping(protocol) ask | stopping(protocol) ask | stopping(protocol) ask | = | = | =
            beat | = | = | = | = | = | = | = | = | = | = | = | =
            signing_in | = | = | signing_in free | = | signing_in | signing_in | signing_in | signing_in | signing_in | = | = | =
            connecting | = | = | connecting(extension_disconnected) free | connecting(extension_disconnected) | connecting(extension_disconnected) | connecting(extension_disconnected) | = | connecting(extension_disconnected) | connecting(extension_disconnected) | = | = | =
            earning | = | = | = | = | = | = | connected | = | connected | = | = | =
            no_egress | = | = | = | = | = | = | connecting(egress_unproven) | degraded(egress_unproven) | degraded(egress_unproven) | = | = | =
            not_listed | = | = | = | = | = | = | degraded(not_earning) | degraded(not_earning) | degraded(not_earning) | = | = | =
            disconnected | = | = | = | = | = | = | = | degraded(extension_disconnected) | = | = | = | =
            unknown | = | = | = | = | = | = | = | degraded(extension_dead) | degraded(extension_dead) | = | = | =
            captcha | = | = | needs_human(captcha) free | needs_human(captcha) | needs_human(captcha) | needs_human(captcha) | needs_human(captcha) | needs_human(captcha) | needs_human(captcha) | = | = | =
            fault | = | = | stopping(browser_hung) free, ask | stopping(browser_hung) ask | stopping(browser_hung) ask | stopping(browser_hung) ask | stopping(browser_hung) ask | stopping(browser_hung) ask | stopping(browser_hung) ask | = | = | =
            traffic | = | = | = | = | = | = | = | = | = | = | = | =
            goodbye | = | = | = | = | = | = | = | = | = | = | = | =
            stale | = | = | = | = | = | = | = | = | = | = | = | =
            wanted | = | = | signing_in(sign_in_budget) free, wants | signing_in(sign_in_budget) wants | = wants | signing_in(sign_in_budget) wants | signing_in(sign_in_budget) wants | signing_in(sign_in_budget) wants | signing_in(sign_in_budget) wants | = | = | =
            leave | = | = | = | = | signing_in leave | = | = | = | = | = | = | =
            old_leave | = | = | = | = | = | = | = | = | = | = | = | =
            refused | = | = | = | = | stopping(rate_limited) ask | = | = | = | = | = | = | =
            rate_limited | = | = | stopping(rate_limited) free, ask | stopping(rate_limited) ask | stopping(rate_limited) ask | stopping(rate_limited) ask | stopping(rate_limited) ask | stopping(rate_limited) ask | stopping(rate_limited) ask | = | = | =
            """;

    private static NodeEvent event(String name) {
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

    private static NodeEvent replanned(Part part) {
        return new NodeEvent.Replanned(
                new NodePlan(
                        new NodeName("n"),
                        "home",
                        new Credentials("me@example.com", Secret.of("unused")),
                        null,
                        Examples.service(SERVICE)),
                Set.of(part));
    }

    private Transition next(NodeState state, NodeEvent event, long now) {
        return machine.next(state, event, null, now);
    }

    private static NodeEvent said(WorkerMessage message) {
        return new NodeEvent.Said(message);
    }

    private static NodeEvent phase(WorkerMessage.Phase phase) {
        return said(new WorkerMessage.PhaseChanged(RUN, "demo", phase));
    }

    private static NodeEvent sample(
            @org.jspecify.annotations.Nullable Boolean connected,
            @org.jspecify.annotations.Nullable String egressIp) {
        return said(
                new WorkerMessage.Sample(
                        RUN, "demo", connected, 0.9, 1.0, 1, null, egressIp, null, "1.0.0"));
    }

    private static NodeEvent listed(boolean isListed) {
        return said(
                new WorkerMessage.Sample(
                        RUN, "demo", true, 0.9, 1.0, 1, null, "127.0.1.1", isListed, "1.0.0"));
    }

    @TestFactory
    Stream<DynamicTest> transitionTable() {
        List<List<String>> rows = TABLE.lines().map(NodeMachineTest::cells).toList();
        List<String> columns = rows.getFirst();
        assertThat(columns.subList(1, columns.size())).containsExactlyElementsOf(STATES.keySet());
        return rows.stream()
                .skip(1)
                .flatMap(
                        row ->
                                Stream.iterate(1, i -> i < columns.size(), i -> i + 1)
                                        .map(
                                                i ->
                                                        cell(
                                                                row.getFirst(),
                                                                columns.get(i),
                                                                row.get(i))));
    }

    private DynamicTest cell(String event, String state, String expected) {
        return DynamicTest.dynamicTest(
                state + " + " + event,
                () -> {
                    NodeState before = state(state);
                    Transition after = next(before, event(event), NOW);
                    assertThat(text(before, after)).isEqualTo(expected);
                });
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
    }

    private static String text(NodeState before, Transition after) {
        NodeState next = after.next();
        boolean same = next.name() == before.name() && next.reason() == before.reason();
        String reason = next.reason() == null ? "" : "(" + next.reason() + ")";
        String effects =
                after.effects().stream()
                        .map(NodeMachineTest::text)
                        .collect(Collectors.joining(", "));
        return ((same ? "=" : next.name() + reason) + " " + effects).strip();
    }

    private static String text(Effect effect) {
        return switch (effect) {
            case Effect.AskForSlot _ -> "slot";
            case Effect.GiveBackSlot _ -> "free";
            case Effect.Launch _ -> "launch";
            case Effect.HandOver _ -> "code";
            case Effect.ForgetPerson _ -> "forget";
            case Effect.AskForLeave _ -> "wants";
            case Effect.GiveLeave _ -> "leave";
            case Effect.Take(_, StopRung.Action action) ->
                    action.name().toLowerCase(java.util.Locale.ROOT);
        };
    }

    @Test
    void aSilentWorkerIsHungAfterItsLimitAndNotBefore() {
        Connected connected = new Connected(new Run(RUN, NOW), NOW, QUIET, NONE);

        assertThat(connected.wakeAt()).isEqualTo(NOW + 15 * SECOND);
        assertThat(next(connected, new NodeEvent.Tick(), NOW + 15 * SECOND - 1).next())
                .isSameAs(connected);
        Transition hung = next(connected, new NodeEvent.Tick(), NOW + 15 * SECOND);
        assertThat(hung.next().reason()).isEqualTo(Reason.WORKER_HUNG);
        assertThat(hung.effects())
                .containsExactly(new Effect.Take(RUN, StopRung.Action.DUMP_THREADS));
    }

    @Test
    void aBeatMovesTheLimit() {
        Connected connected = new Connected(new Run(RUN, NOW), NOW, QUIET, NONE);

        NodeState beaten =
                next(connected, said(new WorkerMessage.Heartbeat(RUN, 1)), NOW + 10 * SECOND)
                        .next();

        assertThat(beaten.wakeAt()).isEqualTo(NOW + 25 * SECOND);
    }

    @Test
    void aStateThatLastsTooLongEndsWithItsOwnReason() {
        long due = LATER.at();
        assertThat(STATES.values().stream().filter(s -> s instanceof Starting).toList())
                .singleElement()
                .satisfies(
                        starting ->
                                assertThat(
                                                next(starting, new NodeEvent.Tick(), due)
                                                        .next()
                                                        .reason())
                                        .isEqualTo(Reason.START_TIMEOUT));
    }

    @Test
    void theStopLadderEndsWithKillAgainAndAgain() {
        NodeState state = state("connected");
        long now = NOW;
        StringBuilder climbed = new StringBuilder();
        Transition step = next(state, new NodeEvent.StopRequested(Reason.OPERATOR), now);
        for (int i = 0; i < 5; i++) {
            step.effects().forEach(effect -> climbed.append(text(effect)).append(' '));
            now = Objects.requireNonNull(step.next().wakeAt());
            step = next(step.next(), new NodeEvent.Tick(), now);
        }

        assertThat(climbed.toString()).isEqualTo("ask terminate kill kill kill ");
        assertThat(step.next().name()).isEqualTo(StateName.STOPPING);
        assertThat(next(step.next(), new NodeEvent.Exited(RUN), now).next())
                .isEqualTo(new Stopped(Reason.OPERATOR));
    }

    @Test
    void aPoliteStopReachesKillWithinTwelveSeconds() {
        Duration untilKill =
                StopRung.POLITE.stream()
                        .takeWhile(rung -> rung.action() != StopRung.Action.KILL)
                        .map(StopRung::patience)
                        .reduce(Duration.ZERO, Duration::plus);
        assertThat(untilKill).isLessThanOrEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void rejectedCredentialsAreNeverTriedAgain() {
        NodeState faulted =
                next(
                                state("signing_in"),
                                said(
                                        new WorkerMessage.Fault(
                                                RUN, "demo", Reason.LOGIN_REJECTED, "refused")),
                                NOW)
                        .next();

        NodeState down = next(faulted, new NodeEvent.Exited(RUN), NOW).next();

        assertThat(down).isEqualTo(new Quarantined(Reason.LOGIN_REJECTED, null));
        assertThat(down.wakeAt()).isNull();
    }

    @Test
    void whoMayNotSignInIsStartedAgainOnceItMay() {
        Transition refused = next(state("awaiting_leave"), event("refused"), NOW);
        NodeState down =
                machine.next(refused.next(), new NodeEvent.Exited(RUN), Reason.RATE_LIMITED, NOW)
                        .next();

        assertThat(down)
                .isEqualTo(new Waiting(NOW, Reason.RATE_LIMITED, Reason.RATE_LIMITED, NONE));
        assertThat(next(down, new NodeEvent.HoldChanged(), NOW).next().reason())
                .isEqualTo(Reason.START_SLOT);
    }

    @Test
    void whoseAccountWasRejectedIsQuarantinedWithoutASignIn() {
        NodeEvent refused = new NodeEvent.LeaveRefused(RUN, Reason.LOGIN_REJECTED, "refused");
        NodeState stopping = next(state("awaiting_leave"), refused, NOW).next();

        assertThat(next(stopping, new NodeEvent.Exited(RUN), NOW).next())
                .isEqualTo(new Quarantined(Reason.LOGIN_REJECTED, null));
    }

    @Test
    void theTimeForASignInBeginsWithItsLeave() {
        NodeState signing = next(state("awaiting_leave"), event("leave"), NOW).next();

        assertThat(signing)
                .isInstanceOfSatisfying(
                        SigningIn.class,
                        s -> assertThat(s.deadline().at()).isEqualTo(NOW + 180 * SECOND));
        assertThat(((AwaitingLeave) state("awaiting_leave")).deadline()).isNull();
    }

    @Test
    void aBackoffThatIsOverAsksForASlotAndRemembersWhy() {
        Backoff backoff = new Backoff(Reason.BROWSER_DIED, NOW, inARow(3));

        Transition over = next(backoff, new NodeEvent.Tick(), NOW);

        assertThat(over.next()).isEqualTo(new Waiting(NOW, Reason.BROWSER_DIED, null, inARow(3)));
        assertThat(over.effects()).containsExactly(new Effect.AskForSlot(NOW));
        assertThat(next(over.next(), new NodeEvent.SlotGranted(NOW, "run-2", 1), NOW).effects())
                .containsExactly(new Effect.Launch("run-2", Reason.BROWSER_DIED, 1));
    }

    @Test
    void failuresAddUpAndEarningForgetsThemBitByBit() {
        for (Map.Entry<Duration, Integer> each :
                Map.of(
                                Duration.ofSeconds(29), 25,
                                Duration.ofSeconds(30), 24,
                                Duration.ofMinutes(5), 15,
                                Duration.ofMinutes(9), 7,
                                Duration.ofMinutes(10), 1)
                        .entrySet()) {
            long since = NOW - each.getKey().toNanos();
            Connected connected = new Connected(LIVE, since, QUIET, inARow(24));
            assertThat(next(connected, event("exited"), NOW).next())
                    .isInstanceOfSatisfying(
                            Backoff.class,
                            b ->
                                    assertThat(b.failures().inARow())
                                            .as("after %s", each.getKey())
                                            .isEqualTo(each.getValue()));
        }
        Connected once = new Connected(LIVE, NOW - 90 * SECOND, QUIET, inARow(1));
        assertThat(next(once, event("exited"), NOW).next())
                .isInstanceOfSatisfying(
                        Backoff.class, b -> assertThat(b.failures().inARow()).isEqualTo(1));
    }

    @Test
    void aRejectionThatComesWhileTheNodeGoesDownCounts() {
        NodeState stopping = next(state("signing_in"), event("restart"), NOW).next();
        NodeEvent rejected =
                said(new WorkerMessage.Fault(RUN, "demo", Reason.LOGIN_REJECTED, "refused"));

        NodeState told = next(stopping, rejected, NOW).next();

        assertThat(next(told, event("exited"), NOW).next())
                .isEqualTo(new Quarantined(Reason.LOGIN_REJECTED, null));
        NodeState shutDown =
                next(stopping, new NodeEvent.StopRequested(Reason.SHUTDOWN), NOW).next();
        assertThat(next(shutDown, rejected, NOW).next()).isEqualTo(shutDown);
    }

    @Test
    void aNewDefinitionTakesANodeOutOfWhatItCanMendAndOutOfNothingElse() {
        Set<Reason> mended =
                EnumSet.of(
                        Reason.SITE_CHANGED,
                        Reason.NOT_EARNING,
                        Reason.SITE_DOWN,
                        Reason.EXTENSION_NOT_LOADED,
                        Reason.EXTENSION_DEAD,
                        Reason.EXTENSION_DISCONNECTED,
                        Reason.CONNECT_TIMEOUT,
                        Reason.EGRESS_UNPROVEN);
        for (Reason reason : Reason.values()) {
            NodeState backoff = new Backoff(reason, NOW + 5 * SECOND, inARow(8));
            NodeState quarantined = new Quarantined(reason, null);
            Waiting fresh = new Waiting(NOW, reason, null, NONE);

            assertThat(next(backoff, event("redefined"), NOW).next())
                    .isEqualTo(mended.contains(reason) ? fresh : backoff);
            assertThat(next(quarantined, event("redefined"), NOW).next())
                    .isEqualTo(reason == Reason.TOO_MANY_FAILURES ? fresh : quarantined);
        }
    }

    @Test
    void whatFailsByTheOldDefinitionAfterAReloadIsTriedByTheNewOneSoon() {
        for (String starting : List.of("starting", "signing_in", "connecting")) {
            NodeState told =
                    next(withFailures(starting, inARow(8)), event("redefined"), NOW).next();

            assertThat(told.name()).isEqualTo(state(starting).name());
            assertThat(next(told, event("exited"), NOW).next())
                    .isInstanceOfSatisfying(
                            Backoff.class, b -> assertThat(b.until()).isEqualTo(NOW + 2 * SECOND));
        }
    }

    private static NodeState withFailures(String name, Failures failures) {
        return switch (state(name)) {
            case Starting s -> new Starting(s.run(), s.deadline(), failures);
            case SigningIn s ->
                    new SigningIn(s.run(), s.mending(), s.quietLimit(), s.deadline(), failures);
            case Connecting s ->
                    new Connecting(s.run(), s.reason(), s.quietLimit(), s.deadline(), failures);
            case NodeState other -> throw new AssertionError(other);
        };
    }

    @Test
    void aNodeOnItsWayIntoAStateThatAReloadEndsGoesOn() {
        for (Map.Entry<Then, Boolean> each :
                Map.<Then, Boolean>of(
                                new Then.BackOff(inARow(8)), true,
                                new Then.Quarantine(Reason.TOO_MANY_FAILURES, null), true,
                                new Then.Quarantine(Reason.LOGIN_REJECTED, null), false,
                                new Then.Quarantine(Reason.PROTOCOL, null), false,
                                new Then.StayDown(), false)
                        .entrySet()) {
            NodeState stopping =
                    new Stopping(
                            RUN, Reason.SITE_CHANGED, StopRung.POLITE, NOW + SECOND, each.getKey());

            NodeState told = next(stopping, event("redefined"), NOW).next();

            assertThat(next(told, event("exited"), NOW).next() instanceof Waiting)
                    .as("%s", each.getKey())
                    .isEqualTo(each.getValue());
        }
    }

    @Test
    void aRejectionOfTheOldPasswordOrServiceDoesNotCountAgainstTheNewOne() {
        NodeEvent rejected =
                said(new WorkerMessage.Fault(RUN, "demo", Reason.LOGIN_REJECTED, "refused"));
        for (Part part : List.of(Part.CREDENTIALS, Part.SERVICE, Part.BROWSER)) {
            NodeState told = next(state("signing_in"), replanned(part), NOW).next();
            NodeState down = next(next(told, rejected, NOW).next(), event("exited"), NOW).next();

            assertThat(down.name())
                    .isEqualTo(part == Part.BROWSER ? StateName.QUARANTINED : StateName.WAITING);
        }
        NodeState faulted = next(state("signing_in"), rejected, NOW).next();
        NodeState mended = next(faulted, replanned(Part.CREDENTIALS), NOW).next();
        assertThat(next(mended, event("exited"), NOW).next().name()).isEqualTo(StateName.WAITING);
    }

    @Test
    void tooManyFailedStartsWithinAnHourEndInQuarantine() {
        Failures two = new Failures(2, List.of(NOW - 10 * SECOND, NOW - 5 * SECOND));
        Failures three = two.anotherFailedStart(NOW - SECOND);

        assertThat(next(starting(two), event("exited"), NOW).next())
                .isInstanceOfSatisfying(
                        Backoff.class,
                        b -> assertThat(b.failures().failedStarts(NOW)).isEqualTo(3));
        assertThat(next(starting(three), event("exited"), NOW).next())
                .isEqualTo(new Quarantined(Reason.TOO_MANY_FAILURES, Reason.WORKER_EXITED));
        long anHourLater = NOW + Duration.ofHours(1).toNanos();
        assertThat(next(starting(three), event("exited"), anHourLater).next())
                .isInstanceOf(Backoff.class);
    }

    private static Starting starting(Failures failures) {
        return new Starting(LIVE, LATER, failures);
    }

    @Test
    void whatIsNotTheNodesOwnDoingNeverEndsInQuarantine() {
        Failures many = new Failures(9, List.of(NOW - 3 * SECOND, NOW - 2 * SECOND, NOW - SECOND));
        for (Reason reason :
                List.of(Reason.PROXY_UNREACHABLE, Reason.SITE_DOWN, Reason.CONNECT_TIMEOUT)) {
            NodeEvent fault = said(new WorkerMessage.Fault(RUN, "demo", reason, "no"));
            NodeState stopping = next(starting(many), fault, NOW).next();
            assertThat(next(stopping, event("exited"), NOW).next())
                    .as("%s", reason)
                    .isInstanceOf(Backoff.class);
        }
        Connected connected = new Connected(LIVE, NOW - SECOND, QUIET, many);
        assertThat(next(connected, event("exited"), NOW).next()).isInstanceOf(Backoff.class);
    }

    @Test
    void aNodeThatIsNotListedIsStartedAnewAndEachTimeLater() {
        NodeState state = state("connected");
        List<Long> minutes = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Degraded degraded = (Degraded) next(state, listed(false), NOW).next();
            assertThat(degraded.reason()).isEqualTo(Reason.NOT_EARNING);
            long until = degraded.untilHealed().at();
            minutes.add(Duration.ofNanos(until - NOW).toMinutes());
            NodeState alive = degraded.withRun(LIVE.beatAt(until));
            NodeState stopping = next(alive, event("tick"), until).next();
            assertThat(stopping.reason()).isEqualTo(Reason.NOT_EARNING);
            Backoff backoff = (Backoff) next(stopping, event("exited"), until).next();
            assertThat(backoff.failures().failedStarts(until)).isZero();
            // Connected for long before the list is known again: that forgets no such restart.
            Connected again = new Connected(LIVE, NOW - 3600 * SECOND, QUIET, backoff.failures());
            state = next(again, event("earning"), NOW).next();
        }
        assertThat(minutes).containsExactly(6L, 12L, 24L, 48L, 96L, 192L, 384L, 768L, 1440L);

        NodeState listed = next(state, listed(true), NOW).next();
        Degraded fresh = (Degraded) next(listed, listed(false), NOW).next();
        assertThat(fresh.untilHealed().at()).isEqualTo(NOW + 360 * SECOND);
    }

    @Test
    void whatIsUnknownOfTheListKeepsNobodyFromEarning() {
        NodeState degraded = next(state("connected"), listed(false), NOW).next();

        assertThat(next(degraded, event("earning"), NOW).next()).isInstanceOf(Connected.class);
        assertThat(next(degraded, listed(true), NOW).next()).isInstanceOf(Connected.class);
    }

    @Test
    void aLostConnectionHasItsOwnTimeWhateverTheListSaid() {
        NodeState unlisted = next(state("connected"), listed(false), NOW).next();
        long later = NOW + 60 * SECOND;

        for (String event : List.of("disconnected", "unknown")) {
            Degraded lost = (Degraded) next(unlisted, event(event), later).next();
            assertThat(lost.reason()).isNotEqualTo(Reason.NOT_EARNING);
            assertThat(lost.untilHealed().at()).isEqualTo(later + 300 * SECOND);
        }
    }

    @Test
    void aConnectedNodeIsNotRestartedWhileNobodyTellsItsExitIp() {
        Degraded unproven = (Degraded) next(state("connected"), event("no_egress"), NOW).next();
        long later = NOW + Duration.ofHours(9).toNanos();
        NodeState alive = unproven.withRun(LIVE.beatAt(later));

        assertThat(unproven.reason()).isEqualTo(Reason.EGRESS_UNPROVEN);
        assertThat(next(alive, event("tick"), later)).isEqualTo(Transition.to(alive));
        assertThat(next(alive, event("earning"), later).next()).isInstanceOf(Connected.class);
        NodeState silent = next(alive, event("tick"), later + QUIET.toNanos()).next();
        assertThat(silent.reason()).isEqualTo(Reason.WORKER_HUNG);
    }

    @Test
    void whatFollowsAnUnknownExitIpHasAllItsTime() {
        Degraded unproven = (Degraded) next(state("connected"), event("no_egress"), NOW).next();
        long later = NOW + Duration.ofHours(9).toNanos();
        NodeState alive = unproven.withRun(LIVE.beatAt(later));

        for (String event : List.of("disconnected", "unknown")) {
            Degraded lost = (Degraded) next(alive, event(event), later).next();
            assertThat(Objects.requireNonNull(lost.deadline()).at())
                    .isEqualTo(later + 300 * SECOND);
        }
        Degraded unlisted = (Degraded) next(alive, listed(false), later).next();
        assertThat(Objects.requireNonNull(unlisted.deadline()).at())
                .isEqualTo(later + 360 * SECOND);
    }

    @Test
    void anOutageOfTheServiceExplainsNoUnknownExitIp() {
        NodeState unproven = next(state("connected"), event("no_egress"), NOW).next();

        for (Reason hold : List.of(Reason.SERVICE_OUTAGE, Reason.PROXY_UNREACHABLE)) {
            NodeState held = machine.next(unproven, event("hold_changed"), hold, NOW).next();
            assertThat(held.reason())
                    .isEqualTo(hold == Reason.SERVICE_OUTAGE ? Reason.EGRESS_UNPROVEN : hold);
        }
    }

    @Test
    void beingToldAgainThatItIsNotListedChangesNothing() {
        NodeState unlisted = next(state("connected"), listed(false), NOW).next();

        assertThat(next(unlisted, listed(false), NOW + 60 * SECOND).next()).isEqualTo(unlisted);
    }

    @Test
    void whoWaitsShowsWhatItWaitsFor() {
        NodeState waiting = state("waiting");

        NodeState held =
                machine.next(waiting, event("hold_changed"), Reason.PROXY_UNREACHABLE, NOW).next();

        assertThat(held.reason()).isEqualTo(Reason.PROXY_UNREACHABLE);
        assertThat(next(held, event("hold_changed"), NOW).next()).isEqualTo(waiting);
    }

    @Test
    void anOutageStopsTheClockOfADegradedNode() {
        NodeState degraded = state("degraded");

        NodeState held =
                machine.next(degraded, event("hold_changed"), Reason.SERVICE_OUTAGE, NOW).next();
        long later = LATER.at() + Duration.ofHours(1).toNanos();
        NodeState beaten = ((NodeState.Live) held).withRun(new Run(RUN, later));
        NodeState still = machine.next(beaten, event("tick"), Reason.SERVICE_OUTAGE, later).next();
        NodeState over = next(still, event("hold_changed"), later).next();

        assertThat(still.name()).isEqualTo(StateName.DEGRADED);
        assertThat(still.reason()).isEqualTo(Reason.SERVICE_OUTAGE);
        assertThat(over.reason()).isEqualTo(Reason.EXTENSION_DISCONNECTED);
        assertThat(Objects.requireNonNull(((NodeState.Live) over).deadline()).at())
                .as("what was left of it, and its turn after the others")
                .isBetween(LATER.at() + later - NOW, LATER.at() + later - NOW + 30 * SECOND);
    }

    @Test
    void anOutageExcusesNoDeadExtension() {
        NodeState held =
                machine.next(state("connected"), event("mending"), Reason.SERVICE_OUTAGE, NOW)
                        .next();

        assertThat(held.reason()).isEqualTo(Reason.RENDERER_CRASHED);
        assertThat(Objects.requireNonNull(((NodeState.Live) held).deadline()).at())
                .isEqualTo(NOW + 30 * SECOND);
    }

    @Test
    void whatIsBeingMendedStaysTheReasonUntilTheExtensionSpeaks() {
        NodeState mending = next(state("connected"), event("mending"), NOW).next();

        NodeState silent = next(mending, event("unknown"), NOW).next();
        NodeState speaking = next(silent, event("disconnected"), NOW).next();

        assertThat(silent.reason()).isEqualTo(Reason.RENDERER_CRASHED);
        assertThat(speaking.reason()).isEqualTo(Reason.EXTENSION_DISCONNECTED);
        assertThat(next(speaking, event("earning"), NOW).next().name())
                .isEqualTo(StateName.CONNECTED);
    }

    @Test
    void aBusyHostGivesAStartMoreTime() {
        NodeState starting =
                next(state("waiting"), new NodeEvent.SlotGranted(TICKET, RUN, 2.5), NOW).next();

        assertThat(Objects.requireNonNull(((NodeState.Live) starting).deadline()).at())
                .isEqualTo(NOW + 150 * SECOND);
    }

    @Test
    void anOperatorsStopDuringAnotherStopWins() {
        NodeState stopping = state("stopping");

        NodeState asked = next(stopping, new NodeEvent.StopRequested(Reason.OPERATOR), NOW).next();

        assertThat(next(asked, new NodeEvent.Exited(RUN), NOW).next())
                .isEqualTo(new Stopped(Reason.OPERATOR));
    }

    @Test
    void aRestartStartsAgainWithoutBackoff() {
        NodeState stopping = next(state("connected"), new NodeEvent.RestartRequested(), NOW).next();

        Transition exited = next(stopping, new NodeEvent.Exited(RUN), NOW);

        assertThat(exited.next()).isEqualTo(new Waiting(NOW, Reason.OPERATOR, null, NONE));
        assertThat(exited.effects()).containsExactly(new Effect.AskForSlot(NOW));
    }

    @Test
    void aShutdownIsFinal() {
        for (String name : List.of("stopped", "waiting", "connected", "backoff", "stopping")) {
            NodeState down =
                    next(state(name), new NodeEvent.StopRequested(Reason.SHUTDOWN), NOW).next();
            for (String event : List.of("start", "restart", "stop")) {
                assertThat(next(down, event(event), NOW))
                        .as("%s, shut down, then %s", name, event)
                        .isEqualTo(Transition.to(down));
            }
        }
    }

    @Test
    void whatIsMissingFollowsTheLastSampleAndTheDeadlineStays() {
        Degraded before = (Degraded) state("degraded");

        Degraded after = (Degraded) next(before, sample(null, null), NOW).next();

        assertThat(after.deadline())
                .isEqualTo(new Deadline(before.untilHealed().at(), Reason.EXTENSION_DEAD));
        Connecting connecting =
                (Connecting) next(state("connecting"), sample(true, null), NOW).next();
        assertThat(connecting.deadline().reason()).isEqualTo(Reason.EGRESS_UNPROVEN);
        assertThat(next(connecting, sample(false, null), NOW).next())
                .isInstanceOfSatisfying(
                        Connecting.class,
                        c -> assertThat(c.deadline().reason()).isEqualTo(Reason.CONNECT_TIMEOUT));
    }

    @Test
    void everyLivePhaseHasItsOwnDeadline() {
        assertThat(deadlineAfter("starting", "signing_in")).isEqualTo(NOW + 180 * SECOND);
        assertThat(deadlineAfter("starting", "connecting")).isEqualTo(NOW + 105 * SECOND);
        assertThat(deadlineAfter("connected", "disconnected")).isEqualTo(NOW + 300 * SECOND);
        assertThat(deadlineAfter("waiting", "slot")).isEqualTo(NOW + 60 * SECOND);
    }

    private long deadlineAfter(String state, String event) {
        NodeState next = next(state(state), event(event), NOW).next();
        return Objects.requireNonNull(((NodeState.Live) next).deadline()).at();
    }

    @Test
    void tenMinutesOfEarningAreRememberedWhateverComesNext() {
        Connected old =
                new Connected(LIVE, NOW - Duration.ofMinutes(10).toNanos(), QUIET, inARow(4));

        for (String event : List.of("signing_in", "connecting", "captcha", "disconnected")) {
            NodeState next = next(old, event(event), NOW).next();
            assertThat(((NodeState.Live) next).failures().inARow()).as(event).isZero();
        }
    }
}
