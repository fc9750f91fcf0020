package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.plan.Part;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Another configuration, and another extension, while the node runs. */
class NodeActorReplanTest extends NodeActorWorld {

    @Test
    void aNewDefinitionLeavesTheWorkerAloneAndIsTakenAtTheNextStart() {
        connect();
        NodePlan redefined = plan("unused", Duration.ofMinutes(5));

        node.post(new NodeEvent.Replanned(redefined, Set.of(Part.DEFINITION)));
        awaitMailbox();

        assertThat(node.view().state()).isEqualTo(StateName.CONNECTED);
        assertThat(launcher.log).containsExactly("launch");
        assertThat(node.inForce()).as("still runs").isEqualTo(launcher.plans.getFirst());
        node.post(new NodeEvent.RestartRequested());
        launcher.last().endsCleanly();
        await().until(() -> launcher.plans.size() == 2);
        awaitMailbox();
        assertThat(node.inForce()).isEqualTo(redefined);
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
    void theExtensionIsTheOneThatLayThereWhenItsWorkerStarted() {
        connect();
        assertThat(node.inForce().extension()).isEqualTo(LOCKED);

        locked = ADDED_LATER;
        assertThat(node.inForce().extension()).isEqualTo(LOCKED);
        launcher.last().exits();
        awaitState(StateName.BACKOFF);
        time.advance(Duration.ofSeconds(2));
        connect();

        assertThat(node.inForce().extension()).isEqualTo(ADDED_LATER);
        assertThat(node.plan().extension()).as("no reload").isEqualTo(LOCKED);
    }

    @Test
    void oneThatWasReplacedWhileItsWorkerCameUpIsUnknown() {
        awaitState(StateName.STARTING);
        locked = ADDED_LATER;
        connect();

        assertThat(node.inForce().extension()).isNull();
    }
}
