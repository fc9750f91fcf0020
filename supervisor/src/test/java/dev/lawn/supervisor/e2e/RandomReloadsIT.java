package dev.lawn.supervisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.common.proc.ProcessFamily;
import dev.lawn.supervisor.control.ReloadDocument;
import dev.lawn.supervisor.control.Reloaded;
import dev.lawn.supervisor.run.RunningLawn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits at random while a fleet runs, right ones and wrong ones: G10. */
class RandomReloadsIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir private Path temp;

    /**
     * Random edits, half of them with a mistake in it, one after the other while nodes start. What
     * was connected and not edited has its worker still.
     */
    @Test
    void anyEditIsTakenAsAWholeOrNotAtAllAndDisturbsNobodyElse() throws Exception {
        try (YamlFleet fleet = new YamlFleet(temp)) {
            for (int i = 1; i <= 5; i++) {
                fleet.nodes.put("n" + i, RandomEdits.GOOD);
            }
            RunningLawn lawn = fleet.start();
            Eventually.within(
                    SOON, "one is connected", () -> assertThat(fleet.connected()).isNotEmpty());
            RandomEdits edits = new RandomEdits(fleet, new Random(20261122));
            Pids pids = new Pids();
            for (int round = 0; round < 40; round++) {
                pids.look(fleet);
                if (round % 2 == 0) {
                    String mistake = edits.mistake();
                    List<String> before = fleet.names();
                    assertThat(fleet.reload())
                            .as(mistake)
                            .isInstanceOfSatisfying(
                                    Reloaded.Refused.class,
                                    refused -> assertThat(refused.problems()).isNotBlank());
                    // Whoever leaves still may have gone meanwhile, and be back at another place.
                    assertThat(before).containsAll(fleet.names());
                    assertThat(fleet.names()).containsAll(fleet.nodes.keySet());
                } else {
                    Set<String> touched = edits.edit();
                    Set<String> found = touchedBy(fleet.reload());
                    pids.forget(touched, fleet);
                    assertThat(found).containsAll(touched);
                    // One that is on its way out, to come back, is added once more.
                    assertThat(found).doesNotContainAnyElementsOf(pids.untouched());
                }
                if (round % 8 == 7) {
                    Eventually.within(
                            SOON,
                            "some run",
                            () -> assertThat(fleet.connected()).hasSizeGreaterThan(1));
                }
            }
            Eventually.within(
                    SOON,
                    "all of the last file are connected, and no others are there",
                    () -> {
                        assertThat(fleet.names()).containsExactlyElementsOf(fleet.nodes.keySet());
                        assertThat(fleet.connected()).hasSameSizeAs(fleet.nodes.keySet());
                    });
            pids.assertStill(fleet);
            assertThat(lawn.snapshot().nodes())
                    .allSatisfy(
                            node ->
                                    assertThat(node.restarts().keySet())
                                            .isSubsetOf(Reason.RECONFIGURED));
            Eventually.within(
                    SOON,
                    "each has processes, and nobody else",
                    () ->
                            assertThat(
                                            ProcessFamily.all().keySet().stream()
                                                    .filter(m -> m.startsWith(lawn.runId())))
                                    .hasSameSizeAs(fleet.nodes.keySet()));
        }
    }

    /** Whoever is not left in peace. */
    private static Set<String> touchedBy(Reloaded reloaded) {
        Set<String> touched = new HashSet<>();
        for (ReloadDocument.Node node : YamlFleet.done(reloaded).nodes()) {
            boolean inPeace =
                    node.change().equals("unchanged") || node.parts().equals(List.of("definition"));
            if (!inPeace) {
                touched.add(node.node());
            }
        }
        return touched;
    }
}
