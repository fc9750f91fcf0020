package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.supervisor.node.NodeState.Quarantined;
import dev.lawn.supervisor.node.NodeState.Waiting;
import dev.lawn.supervisor.plan.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may not sign in, and whose sign-in was rejected. */
class NodeMachineSignInTest extends NodeMachineWorld {

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
}
