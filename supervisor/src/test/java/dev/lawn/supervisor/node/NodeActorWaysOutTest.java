package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** By which address a node goes out, and with how much traffic. */
class NodeActorWaysOutTest extends NodeActorWorld {

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
}
