package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.protocol.WorkerMessage.Phase;
import dev.lawn.supervisor.state.NodeMemory.SignedIn;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a node's session began, and what is known of that after a restart. */
class NodeActorSessionTest extends NodeActorWorld {

    private void signIn() {
        wantsToSignIn();
        awaitMailbox();
        time.advance(Duration.ofSeconds(10));
        phase(Phase.CONNECTING);
    }

    private void phase(Phase phase) {
        launcher.last()
                .says(new WorkerMessage.PhaseChanged(launcher.last().incarnation(), "demo", phase));
        awaitMailbox();
    }

    @Test
    void aSessionBeginsWhenTheSignInBroughtIt() throws IOException {
        signIn();

        SignedIn signedIn = new SignedIn("demo", time.now());
        assertThat(node.view().signedIn()).isEqualTo(signedIn);
        assertThat(Files.readString(folder.resolve("nodes/n/memory.json")))
                .contains("\"signed_in\"");
    }

    @Test
    void itsAgeOutlivesWorkersAndSupervisors() {
        signIn();
        SignedIn signedIn = node.view().signedIn();
        assertThat(signedIn).isNotNull();
        time.advance(Duration.ofDays(1));

        begin();
        connect();

        assertThat(node.view().signedIn()).isEqualTo(signedIn);
    }

    @Test
    void theAgeOfASessionThatWasKeptIsUnknown() {
        connect();

        assertThat(node.view().signedIn()).isNull();
    }

    @Test
    void oneThatThePageStillHadIsAsOldAsItWas() {
        signIn();
        SignedIn signedIn = node.view().signedIn();
        time.advance(Duration.ofSeconds(3));

        phase(Phase.SIGNING_IN);
        time.advance(Duration.ofSeconds(3));
        phase(Phase.CONNECTING);

        assertThat(signedIn).isNotNull();
        assertThat(node.view().signedIn()).isEqualTo(signedIn);
    }

    @Test
    void aPersonSignsInToo() {
        awaitState(StateName.STARTING);
        launcher.last()
                .says(
                        new WorkerMessage.HumanNeeded(
                                launcher.last().incarnation(), "demo", Reason.CAPTCHA, "asks"));
        awaitState(StateName.NEEDS_HUMAN);
        time.advance(Duration.ofSeconds(5));
        phase(Phase.CONNECTING);

        assertThat(node.view().signedIn()).isEqualTo(new SignedIn("demo", time.now()));
    }

    @Test
    void aFormEndsWhatWasKnownOfTheSessionBefore() {
        signIn();
        launcher.last().says(new WorkerMessage.SignInWanted(launcher.last().incarnation(), "demo"));
        awaitMailbox();
        assertThat(node.view().signedIn()).isNull();

        begin();

        awaitMailbox();
        assertThat(node.view().signedIn()).isNull();
    }

    @Test
    void whetherASignInSucceededWhoseWorkerDiedNobodySaw() {
        wantsToSignIn();
        awaitMailbox();
        launcher.last().exits();
        awaitState(StateName.BACKOFF);
        time.advance(Duration.ofSeconds(2));
        await().until(() -> launcher.workers.size() == 2);
        connect();

        assertThat(node.view().signedIn()).isNull();
    }
}
