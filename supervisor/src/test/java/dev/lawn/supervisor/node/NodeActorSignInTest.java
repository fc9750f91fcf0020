package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage;
import org.junit.jupiter.api.Test;

class NodeActorSignInTest extends NodeActorWorld {

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
}
