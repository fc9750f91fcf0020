package dev.lawn.supervisor.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.supervisor.plan.FleetPlan.BrowserPlan;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This very host. */
class HostProbeTest {

    @TempDir private Path folder;

    @Test
    void readsWhatEveryLinuxTells() {
        HostFacts facts =
                new HostProbe(
                                new BrowserPlan("/nowhere", "/nowhere", true),
                                folder.resolve("not/yet/there"),
                                false)
                        .read(Instant.EPOCH);

        assertThat(facts.memory().available()).isPositive();
        assertThat(facts.kernel().inotifyInstances()).isPositive();
        assertThat(facts.kernel().pidMax()).isPositive();
        assertThat(facts.kernel().openFiles()).isPositive();
        assertThat(facts.kernel().userTasks()).isPositive();
        assertThat(facts.disk().writable()).isTrue();
        assertThat(facts.disk().freeBytes()).isPositive();
        assertThat(facts.jdk().onDisk()).isEqualTo(facts.jdk().running());
        assertThat(facts.jdk().canSpawn()).isTrue();
        assertThat(facts.clock().built()).isNotNull();
        assertThat(facts.runningNodes()).isZero();
        assertThat(facts.sandbox().namespaces()).isNotNull();
        assertThat(facts.programs().browser().answer())
                .isEqualTo(new HostFacts.Answer.DoesNotRun("No such file or directory"));
        assertThat(folder).isEmptyDirectory();
    }
}
