package dev.lawn.supervisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.simulator.worker.ScriptedWorker;
import dev.lawn.supervisor.control.ControlClient;
import dev.lawn.supervisor.control.NodeAnswer;
import dev.lawn.supervisor.control.NodeRequest;
import dev.lawn.supervisor.control.SignInAnswer;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.run.RunningLawn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that want to sign in whenever they start; each writes down when it submits its form. */
class SignInsIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir private Path temp;
    private Path state;

    @BeforeEach
    void place() {
        state = temp.resolve("state");
    }

    private RunningLawn start(NodePlan... nodes) throws Exception {
        return ScriptedFleet.start(state, FleetPlan.Limits.ofStarts(4), List.of(nodes));
    }

    private static NodePlan node(String name, String script) {
        return ScriptedFleet.node(name, "home", script, "secret");
    }

    private static NodeSnapshot node(RunningLawn lawn, String name) {
        return lawn.snapshot().nodes().stream()
                .filter(node -> node.node().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitState(RunningLawn lawn, String name, StateName state, Reason reason) {
        Eventually.within(
                SOON,
                name + " is " + state,
                () -> {
                    assertThat(node(lawn, name).state()).isEqualTo(state);
                    assertThat(node(lawn, name).reason()).isEqualTo(reason);
                });
    }

    private ControlClient control(RunningLawn lawn) throws IOException {
        String token = Files.readString(state.resolve("control.token")).strip();
        return new ControlClient(
                URI.create(lawn.self().control()).getAuthority(), Secret.of(token));
    }

    /** By the workers' own word, over all runs. */
    private long forms() throws IOException {
        try (Stream<Path> nodes = Files.list(state.resolve("nodes"))) {
            return nodes.mapToLong(SignInsIT::formsOf).sum();
        }
    }

    private static long formsOf(Path node) {
        if (Files.notExists(node.resolve("logs/worker.log"))) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(node.resolve("logs/worker.log"))) {
            return lines.filter(line -> line.contains(ScriptedWorker.SUBMITTED)).count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What a worker writes to stderr comes by another pipe than what it says. */
    private void awaitForms(long forms) {
        Eventually.within(SOON, forms + " forms", () -> assertThat(forms()).isEqualTo(forms));
    }

    @Test
    void anAccountSignsInThreeTimesAnHourWhateverIsRestarted() throws Exception {
        NodePlan[] nodes =
                Stream.of("a", "b", "c", "d")
                        .map(name -> node(name, "sign-in"))
                        .toArray(NodePlan[]::new);
        try (RunningLawn lawn = start(nodes)) {
            Eventually.within(
                    SOON,
                    "three are connected, one waits",
                    () -> {
                        assertThat(lawn.snapshot().countByState())
                                .containsEntry(StateName.CONNECTED, 3L)
                                .containsEntry(StateName.WAITING, 1L);
                        assertThat(lawn.snapshot().nodes())
                                .filteredOn(node -> node.state() == StateName.WAITING)
                                .allSatisfy(
                                        node -> {
                                            assertThat(node.reason())
                                                    .isEqualTo(Reason.SIGN_IN_BUDGET);
                                            assertThat(node.detail()).startsWith("until 20");
                                            assertThat(node.processes().workerPid()).isNull();
                                        });
                    });
            awaitForms(3);
            assertThat(lawn.snapshot().nodes())
                    .allSatisfy(
                            node ->
                                    assertThat(node.session().since() != null)
                                            .isEqualTo(node.state() == StateName.CONNECTED));
        }
        try (RunningLawn lawn = start(nodes)) {
            for (NodePlan node : nodes) {
                awaitState(lawn, node.name().value(), StateName.WAITING, Reason.SIGN_IN_BUDGET);
            }
            assertThat(lawn.snapshot().accounts().getFirst().signIns()).isEqualTo(3);
        }
        awaitForms(3);
    }

    @Test
    void aSignInThatFailedIsNotTriedAgainAtOnce() throws Exception {
        try (RunningLawn lawn = start(node("a", "sign-in-fails"))) {
            awaitState(lawn, "a", StateName.WAITING, Reason.SIGN_IN_BUDGET);
            assertThat(node(lawn, "a").restarts()).isEmpty();
        }
        awaitForms(1);
    }

    @Test
    void rejectedCredentialsAreSubmittedOnceByAllNodesOfTheAccount() throws Exception {
        NodePlan[] nodes = {node("a", "reject"), node("b", "reject")};
        try (RunningLawn lawn = start(nodes)) {
            awaitState(lawn, "a", StateName.QUARANTINED, Reason.LOGIN_REJECTED);
            awaitState(lawn, "b", StateName.QUARANTINED, Reason.LOGIN_REJECTED);
            awaitForms(1);
        }
        try (RunningLawn lawn = start(nodes)) {
            assertThat(node(lawn, "a").state()).isEqualTo(StateName.QUARANTINED);
            assertThat(control(lawn).ask("a", NodeRequest.START)).isEqualTo(NodeAnswer.ACCEPTED);
            Eventually.within(
                    SOON,
                    "a is asked what it wants",
                    () ->
                            assertThat(node(lawn, "a").restarts())
                                    .containsEntry(Reason.LOGIN_REJECTED, 1L));
            awaitState(lawn, "a", StateName.QUARANTINED, Reason.LOGIN_REJECTED);
        }
        awaitForms(1);

        try (RunningLawn lawn = start(ScriptedFleet.node("a", "home", "sign-in", "mended"))) {
            Eventually.within(
                    SOON,
                    "a is connected",
                    () -> assertThat(node(lawn, "a").state()).isEqualTo(StateName.CONNECTED));
        }
        awaitForms(2);
    }

    @Test
    void aLockoutHoldsWhoNeedsASignInOverARestartAndNobodyElse() throws Exception {
        NodePlan[] nodes = {node("a", "rate-limited"), node("b", "good")};
        try (RunningLawn lawn = start(nodes)) {
            awaitState(lawn, "a", StateName.WAITING, Reason.RATE_LIMITED);
            assertThat(node(lawn, "a").detail())
                    .startsWith("until 20")
                    .endsWith("\"Please wait for 407 minutes\"");
            Eventually.within(
                    SOON,
                    "b is connected",
                    () -> assertThat(node(lawn, "b").state()).isEqualTo(StateName.CONNECTED));
            assertThat(node(lawn, "b").restarts()).isEmpty();
            assertThat(Objects.requireNonNull(node(lawn, "b").processes().workerPid()))
                    .isPositive();
        }
        try (RunningLawn lawn = start(nodes)) {
            awaitState(lawn, "a", StateName.WAITING, Reason.RATE_LIMITED);
            Eventually.within(
                    SOON,
                    "b is connected",
                    () -> assertThat(node(lawn, "b").state()).isEqualTo(StateName.CONNECTED));
            assertThat(node(lawn, "a").processes().workerPid()).isNull();

            assertThat(control(lawn).signIn("b")).isInstanceOf(SignInAnswer.Refused.class);
            assertThat(words(control(lawn).signIn("a")))
                    .startsWith("the pause that the service asked of account home is lifted; ")
                    .endsWith("(sign_in_budget)");
            awaitState(lawn, "a", StateName.WAITING, Reason.SIGN_IN_BUDGET);
        }
        awaitForms(1);
    }

    private static String words(SignInAnswer answer) {
        return answer instanceof SignInAnswer.Accepted(String words) ? words : answer.toString();
    }

    @Test
    void whoWaitsForAPersonSignsInAnewByAnOperatorsWordAndWithinTheBudget() throws Exception {
        try (RunningLawn lawn = start(node("a", "human"))) {
            Eventually.within(
                    SOON,
                    "a needs a person",
                    () -> assertThat(node(lawn, "a").state()).isEqualTo(StateName.NEEDS_HUMAN));
            assertThat(words(control(lawn).signIn("a")))
                    .startsWith("a restarts, and signs in anew; account home signs in not before ");

            awaitState(lawn, "a", StateName.WAITING, Reason.SIGN_IN_BUDGET);
            awaitForms(1);
        }
    }

    @Test
    void nobodyOfTheAccountComesBeforeWhoWaitsForAPersonAfterARestartEither() throws Exception {
        try (RunningLawn lawn = start(node("a", "human"))) {
            Eventually.within(
                    SOON,
                    "a needs a person",
                    () -> assertThat(node(lawn, "a").state()).isEqualTo(StateName.NEEDS_HUMAN));
        }
        try (RunningLawn lawn = start(node("b", "sign-in"), node("a", "crash-at-start"))) {
            Eventually.within(
                    SOON,
                    "b comes after a",
                    () ->
                            assertThat(node(lawn, "b").detail())
                                    .isEqualTo("after a, which needs a person"));
            assertThat(node(lawn, "b").state()).isIn(StateName.STOPPING, StateName.WAITING);
        }
        awaitForms(1);
    }
}
