package dev.lawn.supervisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.FleetPlan.Limits;
import dev.lawn.supervisor.run.RunningLawn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits that a scripted worker cannot keep: its JVM alone takes more. */
class NodeLimitsIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Limits DEFAULT = Limits.DEFAULT;

    @TempDir private Path temp;

    private static NodeSnapshot node(RunningLawn lawn) {
        return lawn.snapshot().nodes().getFirst();
    }

    private static long connected(RunningLawn lawn) {
        // By one look: at the next it may have been recycled.
        AtomicReference<NodeSnapshot> seen = new AtomicReference<>();
        Eventually.within(
                SOON,
                "the node is connected",
                () -> {
                    NodeSnapshot node = node(lawn);
                    assertThat(node.state()).isEqualTo(StateName.CONNECTED);
                    seen.set(node);
                });
        return Objects.requireNonNull(seen.get().processes().workerPid());
    }

    private static void isStartedAnewCleanly(RunningLawn lawn, long before) {
        Eventually.within(
                SOON,
                "the node has come back as another process",
                () -> {
                    NodeSnapshot node = node(lawn);
                    assertThat(node.state()).isEqualTo(StateName.CONNECTED);
                    assertThat(node.processes().workerPid()).isNotNull().isNotEqualTo(before);
                });
        assertThat(node(lawn).restarts().keySet())
                .isSubsetOf(Set.of(Reason.OUT_OF_MEMORY, Reason.DISK_QUOTA))
                .hasSize(1);
    }

    @Test
    void aNodeThatTakesMoreThanTwiceItsMemoryIsRecycledAtOnce() throws Exception {
        Limits little = new Limits(2, 1 << 20, DEFAULT.diskPerNode(), DEFAULT.freeDisk(), 10);
        try (RunningLawn lawn = ScriptedFleet.start(temp.resolve("state"), little, "good")) {
            long before = connected(lawn);

            isStartedAnewCleanly(lawn, before);
        }
    }

    @Test
    void aNodeWithinItsLimitsIsMeasuredAndLeftAlone() throws Exception {
        try (RunningLawn lawn = ScriptedFleet.start(temp.resolve("state"), "good")) {
            long before = connected(lawn);

            Eventually.within(
                    SOON,
                    "memory and disk are known",
                    () -> {
                        assertThat(node(lawn).processes().workerBytes()).isPositive();
                        assertThat(node(lawn).upkeep().diskBytes()).isPositive();
                    });
            assertThat(node(lawn).processes().workerPid()).isEqualTo(before);
            assertThat(node(lawn).restarts()).isEmpty();
        }
    }
}
