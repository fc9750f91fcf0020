package dev.lawn.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import dev.lawn.supervisor.fleet.NodeSnapshot.Processes;
import dev.lawn.supervisor.fleet.NodeSnapshot.Sample;
import dev.lawn.supervisor.fleet.NodeSnapshot.Session;
import dev.lawn.supervisor.fleet.NodeSnapshot.Upkeep;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.traffic.RelayCounts;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeLineTest {

    private static String line(
            StateName state,
            @Nullable Reason reason,
            @Nullable String detail,
            @Nullable String egressIp) {
        return ChangeLine.of(
                new NodeSnapshot(
                        new NodeName("home-p1"),
                        "home",
                        "demo",
                        state,
                        reason,
                        detail,
                        Instant.EPOCH,
                        null,
                        new Sample(null, null, null, null, null, egressIp, null, null),
                        Map.of(),
                        RelayCounts.NONE,
                        null,
                        Processes.NONE,
                        null,
                        Upkeep.NONE,
                        null,
                        Session.UNKNOWN));
    }

    @Test
    void saysWhatIsKnown() {
        assertThat(line(StateName.CONNECTED, null, null, "203.0.113.9"))
                .matches("\\d\\d:\\d\\d:\\d\\d home-p1 connected, out by 203\\.0\\.113\\.9");
        assertThat(line(StateName.WAITING, Reason.START_SLOT, null, null))
                .endsWith("home-p1 waiting: start_slot");
        assertThat(line(StateName.BACKOFF, Reason.SITE_CHANGED, "no button", null))
                .endsWith("home-p1 backoff: site_changed (no button)");
    }

    @Test
    void isOneLineThatPrintsWhateverTheWorkerSays() {
        assertThat(line(StateName.BACKOFF, Reason.SITE_CHANGED, "\u001b[2J\nforged", "1\u0007"))
                .endsWith("(�[2J forged), out by 1�");
    }
}
