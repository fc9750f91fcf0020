package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.protocol.WorkerMessage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NodeActorTest extends NodeActorWorld {

    @Test
    void showsWhatItsWorkerSaidAndForgetsItWithTheWorker() {
        connect();
        assertThat(node.view().workerPid()).isEqualTo(4711);
        assertThat(node.view().sample()).isNotNull();
        FakeLauncher.FakeWorker worker = launcher.last();
        worker.says(new WorkerMessage.DebugPort("another run", 38212));
        worker.says(new WorkerMessage.DebugPort(worker.incarnation(), 38211));
        worker.says(new WorkerMessage.DebugPort("another run", 38213));
        awaitMailbox();
        assertThat(node.view().debugPort()).isEqualTo(38211);

        worker.exits();

        awaitState(StateName.BACKOFF);
        assertThat(node.view().reason()).isEqualTo(Reason.WORKER_EXITED);
        assertThat(node.view().sample()).isNull();
        assertThat(node.view().workerPid()).isNull();
        assertThat(node.view().debugPort()).isNull();
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

        node.post(new NodeEvent.SignInAnew());
        awaitMailbox();
        assertThat(launcher.log)
                .containsExactly("launch", "send Otp", "send ForgetPerson", "send Stop");
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
}
