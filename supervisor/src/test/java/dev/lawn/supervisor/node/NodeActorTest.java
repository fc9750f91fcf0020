package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.time.ManualTime;
import dev.lawn.supervisor.plan.NodePlan;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The actor with time in the test's hands; its mailbox is the only thing to wait for. */
class NodeActorTest {

    private final ManualTime time = new ManualTime();
    private final FakeLauncher launcher = new FakeLauncher();
    private final List<String> slots = Collections.synchronizedList(new ArrayList<>());
    private final NodeActor node =
            new NodeActor(
                    plan(),
                    launcher,
                    new EndlessSlots(slots),
                    time,
                    new BackoffPolicy(() -> 0.5),
                    _ -> {});

    /** As many slots as anyone asks for; says what was asked. */
    private record EndlessSlots(List<String> log) implements SlotQueue {
        @Override
        public void ask(NodeName asking, Runnable granted) {
            log.add("ask");
            granted.run();
        }

        @Override
        public void giveBack(NodeName holder) {
            log.add("give back");
        }
    }

    private static NodePlan plan() {
        Duration second = Duration.ofSeconds(1);
        URI nowhere = URI.create("http://127.0.0.1:9/");
        ServiceDefinition service =
                new ServiceDefinition(
                        "demo",
                        new ServiceDefinition.Extension(
                                "/nonexistent",
                                "a".repeat(32),
                                null,
                                ServiceDefinition.Worker.MAY_SLEEP),
                        new ServiceDefinition.SignIn(
                                nowhere,
                                "token",
                                new Element(Element.By.TEXT, "in"),
                                List.of(),
                                List.of()),
                        new ServiceDefinition.Status(
                                new ServiceDefinition.StoredWord("status", "CONNECTED"),
                                null,
                                null,
                                List.of(),
                                null),
                        new ServiceDefinition.Egress(nowhere),
                        new ServiceDefinition.Timings(
                                second, second, second, second.multipliedBy(30), second));
        return new NodePlan(
                new NodeName("n"),
                "home",
                new Credentials("me@example.com", Secret.of("unused")),
                null,
                service);
    }

    @BeforeEach
    void start() {
        node.start();
        node.post(new NodeEvent.StartRequested());
        await().until(() -> !launcher.log.isEmpty());
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

        time.advance(Duration.ofSeconds(15));
        awaitState(StateName.STOPPING);
        assertThat(node.view().reason()).isEqualTo(Reason.WORKER_HUNG);
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

    /** Everything posted so far has been taken once this last word shows. */
    private void awaitMailbox() {
        launcher.last().says(traffic(123));
        await().until(() -> node.view().sentBytes() == 123);
    }

    private WorkerMessage traffic(long sentBytes) {
        return new WorkerMessage.Traffic(launcher.last().incarnation(), sentBytes, 0, 0);
    }
}
