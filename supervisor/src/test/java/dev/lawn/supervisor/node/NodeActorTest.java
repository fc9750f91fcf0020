package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.time.ManualTime;
import dev.lawn.supervisor.Examples;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.plan.Part;
import dev.lawn.supervisor.state.NodeMemories;
import dev.lawn.supervisor.state.StateDirectory;
import dev.lawn.supervisor.state.TrafficDay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The actor with time in the test's hands; its mailbox is the only thing to wait for. */
class NodeActorTest {

    private final ManualTime time = new ManualTime();
    private final FakeLauncher launcher = new FakeLauncher();
    private final List<String> slots = Collections.synchronizedList(new ArrayList<>());
    @TempDir private Path folder;
    private StateDirectory state;
    private NodeActor node;
    private final List<String> deaths = Collections.synchronizedList(new ArrayList<>());

    /** As many slots as anyone asks for; says what was asked. */
    private record EndlessSlots(List<String> log, FakeWays ways) implements Pacing {
        @Override
        public void ask(NodeName asking, Runnable granted) {
            log.add("ask");
            granted.run();
        }

        @Override
        public void giveBack(NodeName holder) {
            log.add("give back");
        }

        @Override
        public @Nullable Reason hold(NodeName asking) {
            return ways.isHeld ? Reason.EGRESS_LEAK : null;
        }
    }

    private final FakeWays ways = new FakeWays();

    /** One address nobody may go out by, and so many bytes a day. */
    private static final class FakeWays implements WaysOut {
        volatile boolean isHeld;

        @Override
        public Optional<String> seen(NodePlan launched, String exitIp) {
            isHeld = exitIp.equals("203.0.113.5");
            return isHeld ? Optional.of("it leaks") : Optional.empty();
        }

        @Override
        public Optional<String> used(NodeName node, TrafficDay day) {
            return Optional.empty();
        }

        @Override
        public Long left(TrafficDay day) {
            return 1000 - day.bytes();
        }
    }

    private final FakeSignIns signIns = new FakeSignIns();

    /** Who asked, and what was told of the account. */
    private static final class FakeSignIns implements SignIns {
        final List<String> log = Collections.synchronizedList(new ArrayList<>());
        volatile Answer answer = new Answer.Given();

        @Override
        public void ask(NodeName node, Consumer<Answer> answered) {
            log.add("ask");
            answered.accept(answer);
        }

        @Override
        public void rejected(NodePlan worker, String detail) {
            log.add("rejected: " + detail);
        }

        @Override
        public void rateLimited(NodePlan worker, Duration lasts, String detail) {
            log.add("rate limited: " + lasts);
        }

        @Override
        public @Nullable String detail(NodeName node) {
            return null;
        }
    }

    private void wantsToSignIn() {
        awaitState(StateName.STARTING);
        launcher.last().says(new WorkerMessage.SignInWanted(launcher.last().incarnation(), "demo"));
    }

    private void goesOutBy(String ip) {
        launcher.last().says(new WorkerMessage.Egress(launcher.last().incarnation(), ip));
        awaitMailbox();
    }

    @Test
    void anotherExitIpIsCountedAndCountsOn() throws IOException {
        awaitState(StateName.STARTING);
        goesOutBy("203.0.113.9");
        goesOutBy("203.0.113.9");
        assertThat(node.view().egressIpChanges()).isZero();
        goesOutBy("203.0.113.10");
        assertThat(node.view().egressIpChanges()).isEqualTo(1);

        begin();
        await().untilAsserted(() -> assertThat(launcher.workers).hasSize(2));
        goesOutBy("203.0.113.9");
        assertThat(node.view().egressIpChanges()).isEqualTo(2);
    }

    /** Held from that very message on: the next one finds no open door. */
    @Test
    void whoGoesOutByTheHostsAddressIsStoppedBeforeItSignsIn() {
        awaitState(StateName.STARTING);
        goesOutBy("203.0.113.5");
        awaitState(StateName.STOPPING);
        assertThat(node.view().reason()).isEqualTo(Reason.EGRESS_LEAK);
        assertThat(node.view().detail()).isEqualTo("it leaks");
        launcher.last().says(new WorkerMessage.SignInWanted(launcher.last().incarnation(), "demo"));
        awaitMailbox();
        assertThat(launcher.log).containsExactly("launch", "send Stop");
        assertThat(signIns.log).isEmpty();
    }

    @Test
    void theDaysTrafficCountsOnUntilTheDayIsOver() {
        awaitState(StateName.STARTING);
        String first = launcher.last().incarnation();
        launcher.last().says(new WorkerMessage.Traffic(first, 100, 200, 0));
        launcher.last().says(new WorkerMessage.Traffic(first, 150, 250, 0));
        awaitMailbox();
        assertThat(node.view().trafficLeft()).isEqualTo(600);

        begin();
        await().untilAsserted(() -> assertThat(launcher.workers).hasSize(2));
        assertThat(node.view().trafficLeft()).isEqualTo(600);
        String second = launcher.last().incarnation();
        launcher.last().says(new WorkerMessage.Traffic(second, 10, 0, 0));
        awaitMailbox();
        assertThat(node.view().trafficLeft()).isEqualTo(590);

        time.advance(Duration.ofDays(1));
        launcher.last().says(new WorkerMessage.Traffic(second, 15, 0, 0));
        awaitMailbox();
        assertThat(node.view().trafficLeft()).isEqualTo(995);
    }

    @Test
    void aWorkerHearsWhenItMaySignIn() {
        wantsToSignIn();

        await().untilAsserted(
                        () -> assertThat(launcher.log).containsExactly("launch", "send SignIn"));
        assertThat(node.view().state()).isEqualTo(StateName.SIGNING_IN);
    }

    @Test
    void aWorkerWhoseAccountWasRejectedIsQuarantinedInItsWords() {
        signIns.answer = new SignIns.Answer.Refused(Reason.LOGIN_REJECTED, "another was refused");
        wantsToSignIn();
        awaitState(StateName.STOPPING);
        launcher.last().endsCleanly();

        awaitState(StateName.QUARANTINED);
        assertThat(node.view().detail()).isEqualTo("another was refused");
        assertThat(launcher.log).doesNotContain("send SignIn");
    }

    @Test
    void whatTheServiceSaysOfTheAccountIsPassedOn() {
        connect();
        String incarnation = launcher.last().incarnation();
        launcher.last().says(new WorkerMessage.RateLimited(incarnation, "demo", "wait", 24_420));
        awaitState(StateName.STOPPING);
        assertThat(node.view().reason()).isEqualTo(Reason.RATE_LIMITED);
        says(Reason.LOGIN_REJECTED);
        awaitMailbox();

        assertThat(signIns.log).containsExactly("rate limited: PT6H47M", "rejected: refused");
    }

    private static NodePlan plan(String password) {
        return plan(password, Duration.ofSeconds(1));
    }

    private static NodePlan plan(String password, Duration selfHeal) {
        Duration second = Duration.ofSeconds(1);
        ServiceDefinition service =
                Examples.service(
                        new ServiceDefinition.Timings(
                                second, second, second, second.multipliedBy(30), selfHeal));
        return new NodePlan(
                new NodeName("n"),
                "home",
                new Credentials("me@example.com", Secret.of(password)),
                null,
                service);
    }

    @BeforeEach
    void start() throws Exception {
        state = StateDirectory.open(folder);
        node = begun("unused");
        await().until(() -> !launcher.log.isEmpty());
    }

    @AfterEach
    void free() throws IOException {
        state.close();
    }

    /** A supervisor begins; what was remembered on this state directory counts. */
    private void begin() {
        begin("unused");
    }

    private void begin(String password) {
        node = begun(password);
    }

    private NodeActor begun(String password) {
        NodeHost host =
                new NodeHost(
                        launcher,
                        new EndlessSlots(slots, ways),
                        signIns,
                        ways,
                        new NodeMemories(state),
                        (_, incarnation, cause, _) -> deaths.add(incarnation + " " + cause),
                        time,
                        new BackoffPolicy(() -> 0.5),
                        2,
                        () -> 1);
        try {
            NodeActor begun = new NodeActor(plan(password), host, _ -> {});
            begun.start();
            return begun;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitState(StateName state) {
        await().untilAsserted(() -> assertThat(node.view().state()).isEqualTo(state));
    }

    private void connect() {
        awaitState(StateName.STARTING);
        launcher.last().connects();
        awaitState(StateName.CONNECTED);
    }

    @Test
    void showsWhatItsWorkerSaidAndForgetsItWithTheWorker() {
        connect();
        assertThat(node.view().workerPid()).isEqualTo(4711);
        assertThat(node.view().sample()).isNotNull();

        launcher.last().exits();

        awaitState(StateName.BACKOFF);
        assertThat(node.view().reason()).isEqualTo(Reason.WORKER_EXITED);
        assertThat(node.view().sample()).isNull();
        assertThat(node.view().workerPid()).isNull();
    }

    @Test
    void handsACodeToTheWorkerThatWaitsForIt() {
        connect();
        node.post(new NodeEvent.CodeGiven(Secret.of("271828")));
        awaitMailbox();
        assertThat(launcher.log).as("nobody asked").containsExactly("launch");

        FakeLauncher.FakeWorker worker = launcher.last();
        worker.says(
                new WorkerMessage.HumanNeeded(worker.incarnation(), "demo", Reason.OTP, "asked"));
        awaitState(StateName.NEEDS_HUMAN);
        node.post(new NodeEvent.CodeGiven(Secret.of("271828")));
        awaitMailbox();
        assertThat(launcher.log).containsExactly("launch", "send Otp");
        assertThat(node.view().state()).isEqualTo(StateName.NEEDS_HUMAN);
    }

    @Test
    void startsAgainWhenItsBackoffIsOver() {
        connect();
        launcher.last().exits();
        awaitState(StateName.BACKOFF);

        time.advance(Duration.ofSeconds(2));

        awaitState(StateName.STARTING);
        assertThat(node.view().restarts()).containsEntry(Reason.WORKER_EXITED, 1L);
    }

    @Test
    void aWorkerThatCannotBeStartedIsTriedAgainAndHoldsNoSlot() {
        connect();
        launcher.broken = true;
        launcher.last().exits();
        awaitState(StateName.BACKOFF);

        time.advance(Duration.ofSeconds(2));

        await().untilAsserted(
                        () -> assertThat(node.view().reason()).isEqualTo(Reason.LAUNCH_FAILED));
        assertThat(slots).containsExactly("ask", "give back", "ask", "give back");
    }

    @Test
    void aSilentWorkerLosesItsThreadDumpThenItsLife() {
        connect();

        becomeHung();
        time.advance(Duration.ofSeconds(1));

        await().untilAsserted(
                        () ->
                                assertThat(launcher.log)
                                        .containsExactly("launch", "send DumpThreads", "kill"));
    }

    @Test
    void whoWasStoppedItselfListensBeforeItJudges() {
        connect();

        time.leap(Duration.ofMinutes(5));
        launcher.last().beats(2);
        time.advance(Duration.ofSeconds(5));

        awaitMailbox();
        assertThat(node.view().state()).isEqualTo(StateName.CONNECTED);
        assertThat(launcher.log).containsExactly("launch");
    }

    @Test
    void whoWasStoppedItselfStillFindsTheSilentOne() {
        connect();

        time.leap(Duration.ofMinutes(5));
        time.advance(Duration.ofSeconds(5));

        awaitState(StateName.STOPPING);
        assertThat(node.view().reason()).isEqualTo(Reason.WORKER_HUNG);
    }

    @Test
    void aClockThatJumpsMovesNoDeadline() {
        connect();

        time.jump(Duration.ofDays(30));
        time.jump(Duration.ofDays(-60));
        time.advance(Duration.ofSeconds(14));
        awaitMailbox();
        assertThat(node.view().state()).isEqualTo(StateName.CONNECTED);

        time.advance(Duration.ofMillis(1500));
        awaitState(StateName.STOPPING);
        assertThat(node.view().reason()).isEqualTo(Reason.WORKER_HUNG);
    }

    @Test
    void aPauseOfOursAsLongAsAWorkersPatienceIsNoHang() {
        for (long pause : List.of(14_600L, 15_000L, 15_900L)) {
            if (launcher.workers.size() == 1 && node.view().state() != StateName.CONNECTED) {
                connect();
            }
            launcher.last().beats(pause);
            awaitMailbox();
            time.leap(Duration.ofMillis(pause));
            launcher.last().beats(pause + 1);
            time.advance(Duration.ofMillis(500));
            awaitMailbox();
            assertThat(node.view().state()).as("%d ms", pause).isEqualTo(StateName.CONNECTED);
        }
        assertThat(launcher.log).containsExactly("launch");
    }

    private void becomeHung() {
        time.advance(Duration.ofMillis(15_500));
        awaitState(StateName.STOPPING);
        assertThat(node.view().reason()).isEqualTo(Reason.WORKER_HUNG);
    }

    @Test
    void quarantineAndFailedStartsOutliveACleanStop() throws IOException {
        Path memory = folder.resolve("nodes/n/memory.json");
        reject();
        String before = Files.readString(memory);
        node.post(new NodeEvent.StopRequested(Reason.SHUTDOWN));
        awaitState(StateName.STOPPED);
        assertThat(Files.readString(memory)).isEqualTo(before);

        begin();

        awaitMailbox();
        assertThat(node.view().state()).isEqualTo(StateName.QUARANTINED);
    }

    @Test
    void whatADiskDidNotTakeIsWrittenLater() throws IOException {
        Path memory = folder.resolve("nodes/n/memory.json");
        connect();
        Files.createDirectories(folder.resolve("nodes/n/memory.json.new"));
        says(Reason.LOGIN_REJECTED);
        awaitState(StateName.STOPPING);
        launcher.last().exits();
        awaitState(StateName.QUARANTINED);
        assertThat(memory.toFile().exists() ? Files.readString(memory) : "")
                .doesNotContain("login_rejected");

        Files.delete(folder.resolve("nodes/n/memory.json.new"));
        time.advance(Duration.ofSeconds(30));

        await().untilAsserted(
                        () -> assertThat(Files.readString(memory)).contains("login_rejected"));
    }

    @Test
    void countersOutliveTheSupervisor() {
        connect();
        launcher.last().says(traffic(1000));
        await().until(() -> node.view().sentBytes() == 1000);
        launcher.last().exits();
        awaitState(StateName.BACKOFF);
        time.advance(Duration.ofSeconds(2));
        awaitState(StateName.STARTING);

        begin();

        awaitState(StateName.STARTING);
        assertThat(node.view().sentBytes()).isEqualTo(1000);
        assertThat(node.view().restarts()).containsExactly(entry(Reason.WORKER_EXITED, 1L));
    }

    @Test
    void quarantineOutlivesTheSupervisorUntilTheConfigurationChanges() {
        reject();
        begin("unused");
        awaitMailbox();
        assertThat(launcher.workers).hasSize(1);
        assertThat(node.view().state()).isEqualTo(StateName.QUARANTINED);
        assertThat(node.view().detail()).isEqualTo("refused");

        begin("another");

        awaitState(StateName.STARTING);
    }

    @Test
    void aRejectionIsRememberedBeforeItsWorkerHasGone() {
        connect();
        says(Reason.LOGIN_REJECTED);
        awaitState(StateName.STOPPING);

        begin();

        awaitMailbox();
        assertThat(node.view().state()).isEqualTo(StateName.QUARANTINED);
    }

    @Test
    void aNewDefinitionLeavesTheWorkerAloneAndIsTakenAtTheNextStart() {
        connect();
        NodePlan redefined = plan("unused", Duration.ofMinutes(5));

        node.post(new NodeEvent.Replanned(redefined, Set.of(Part.DEFINITION)));
        awaitMailbox();

        assertThat(node.view().state()).isEqualTo(StateName.CONNECTED);
        assertThat(launcher.log).containsExactly("launch");
        assertThat(node.inForce()).as("still runs").isSameAs(launcher.plans.getFirst());
        node.post(new NodeEvent.RestartRequested());
        launcher.last().endsCleanly();
        await().until(() -> launcher.plans.size() == 2);
        awaitMailbox();
        assertThat(node.inForce()).isSameAs(redefined);
        assertThat(launcher.plans.getLast()).isSameAs(redefined);
    }

    @Test
    void aRunningWorkerIsJudgedByTheDefinitionItRunsBy() {
        connect();
        node.post(
                new NodeEvent.Replanned(
                        plan("unused", Duration.ofMinutes(5)), Set.of(Part.DEFINITION)));
        launcher.last()
                .says(
                        new WorkerMessage.Sample(
                                launcher.last().incarnation(),
                                "demo",
                                false,
                                0.9,
                                1.0,
                                1,
                                null,
                                "127.0.1.1",
                                null,
                                "1.0.0"));
        awaitState(StateName.DEGRADED);

        time.advance(Duration.ofSeconds(1));
        time.advance(Duration.ofSeconds(1));

        awaitState(StateName.STOPPING);
    }

    @Test
    void anotherPasswordEndsAQuarantineAndTheNextOneIsOfThatPassword() {
        reject();
        node.post(new NodeEvent.Replanned(plan("unused"), Set.of(Part.DEFINITION)));
        awaitMailbox();
        assertThat(node.view().state()).isEqualTo(StateName.QUARANTINED);

        node.post(new NodeEvent.Replanned(plan("mended"), Set.of(Part.CREDENTIALS)));

        await().until(() -> launcher.plans.size() == 2);
        assertThat(launcher.plans.getLast().credentials().password().reveal()).isEqualTo("mended");
        says(Reason.LOGIN_REJECTED);
        launcher.last().exits();
        awaitState(StateName.QUARANTINED);
        begin("mended");
        awaitMailbox();
        assertThat(node.view().state()).isEqualTo(StateName.QUARANTINED);
        begin("unused");
        await().untilAsserted(() -> assertThat(launcher.plans).hasSize(3));
    }

    @Test
    void theOperatorEndsAQuarantineForGood() {
        reject();
        node.post(new NodeEvent.StartRequested());
        awaitState(StateName.STARTING);

        begin();

        awaitState(StateName.STARTING);
    }

    @Test
    void failedStartsOutliveTheSupervisorAndAClockSetBack() {
        for (int i = 0; i < 2; i++) {
            awaitState(StateName.STARTING);
            launcher.last().exits();
            awaitState(StateName.BACKOFF);
            time.advance(Duration.ofSeconds(5));
        }
        awaitState(StateName.STARTING);
        time.jump(Duration.ofDays(-1));

        begin();
        awaitState(StateName.STARTING);
        launcher.last().exits();

        awaitState(StateName.QUARANTINED);
        assertThat(node.view().reason()).isEqualTo(Reason.TOO_MANY_FAILURES);
    }

    @Test
    void aMemoryThatCannotBeReadIsPutAside() throws IOException {
        Path memory = folder.resolve("nodes/n/memory.json");
        reject();
        Files.writeString(memory, "{\"version\":1,\"restar");

        begin();

        awaitState(StateName.STARTING);
        assertThat(memory.resolveSibling("memory.json.unreadable")).exists();
    }

    private void reject() {
        connect();
        says(Reason.LOGIN_REJECTED);
        awaitState(StateName.STOPPING);
        launcher.last().exits();
        awaitState(StateName.QUARANTINED);
    }

    private void says(Reason fault) {
        launcher.last()
                .says(
                        new WorkerMessage.Fault(
                                launcher.last().incarnation(), "demo", fault, "refused"));
    }

    @Test
    void aDeathIsReportedWithWhatTheMachineMakesOfIt() {
        connect();
        launcher.last().exits();

        await().untilAsserted(() -> assertThat(deaths).containsExactly("n-1 worker_exited"));
    }

    @Test
    void aDeathByOurOwnHandIsReportedWithWhatLedToIt() {
        connect();
        becomeHung();
        launcher.last().exits();

        await().untilAsserted(() -> assertThat(deaths).containsExactly("n-1 worker_hung"));
    }

    @Test
    void anEndThatWasAskedForIsNoDeath() {
        connect();
        node.post(new NodeEvent.StopRequested(Reason.OPERATOR));
        awaitState(StateName.STOPPING);
        launcher.last().endsCleanly();

        awaitState(StateName.STOPPED);
        assertThat(deaths).isEmpty();
    }

    /** Everything posted so far has been taken. */
    private void awaitMailbox() {
        await().until(node::isIdle);
    }

    private WorkerMessage traffic(long sentBytes) {
        return new WorkerMessage.Traffic(launcher.last().incarnation(), sentBytes, 0, 0);
    }
}
