package dev.lawn.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.plan.FleetPlan.Limits;
import dev.lawn.supervisor.state.StateDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeFoldersTest {

    private static final NodeName NODE = new NodeName("n");

    private @TempDir Path temp;

    @Test
    void everyPlaceOfANodeIsItsOwnAndThere() throws Exception {
        try (StateDirectory state = StateDirectory.open(temp);
                NodeFolders folders = new NodeFolders(state, Limits.DEFAULT)) {
            Map<String, String> places = folders.prepare(NODE);

            assertThat(places)
                    .containsOnlyKeys("TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
                    .containsEntry("XDG_CONFIG_HOME", state.config(NODE).toString());
            assertThat(places.values())
                    .allSatisfy(place -> assertThat(Path.of(place)).isDirectory());
            assertThat(state.profile(NODE)).isDirectory();
        }
    }

    @Test
    void aStartOnAFullDiskIsRefusedAfterTheNodesOwnCachesWent() throws Exception {
        Limits limits = new Limits(2, 1, 1, Long.MAX_VALUE, 10);
        try (StateDirectory state = StateDirectory.open(temp);
                NodeFolders folders = new NodeFolders(state, limits)) {
            Path cached = state.profile(NODE).resolve("Default/Cache/data_1");
            Files.createDirectories(state.profile(NODE).resolve("Default/Cache"));
            Files.writeString(cached, "what can be had again");

            LaunchException e =
                    catchThrowableOfType(LaunchException.class, () -> folders.prepare(NODE));

            assertThat(e.reason()).isEqualTo(Reason.DISK_FULL);
            assertThat(cached).doesNotExist();
        }
    }
}
