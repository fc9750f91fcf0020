package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.time.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSamplerTest {

    private static final NodeName NODE = new NodeName("a");
    private static final long QUOTA = 100_000;

    @TempDir private Path folder;
    private final ManualTime time = new ManualTime();
    private final List<String> recycled = new ArrayList<>();
    private boolean takes = true;
    private DiskSampler sampler;

    @BeforeEach
    void create() {
        sampler =
                new DiskSampler(
                        () -> Map.of(NODE, folder.resolve("a")),
                        QUOTA,
                        time,
                        (node, reason) -> takes && recycled.add(node + " " + reason));
    }

    private void write(String name, int bytes) throws IOException {
        Path file = folder.resolve("a").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
    }

    @Test
    void whatIsNotThereIsUnknown() {
        assertThat(sampler.usedBy(NODE)).isNull();
        sampler.look();
        assertThat(sampler.usedBy(NODE)).isNull();
    }

    @Test
    void aFolderIsSeenSoonAfterItIsMadeAndThenEveryFiveMinutes() throws IOException {
        sampler.look();
        write("a", 1);
        sampler.look();
        assertThat(sampler.usedBy(NODE)).isEqualTo(2 * 4096);

        write("b", 1);
        sampler.look();
        assertThat(sampler.usedBy(NODE)).isEqualTo(2 * 4096);
        time.advance(Duration.ofMinutes(5));
        sampler.look();
        assertThat(sampler.usedBy(NODE)).isEqualTo(3 * 4096);
    }

    @Test
    void filesAndFoldersCountInWholeBlocksAndLinksAreNotFollowed() throws IOException {
        write("profile/Preferences", 1);
        write("profile/Cache/data", 4097);
        Files.createSymbolicLink(folder.resolve("a/profile/SingletonLock"), Path.of("host-123"));

        sampler.look();

        // Three folders, one block, two blocks, and the link's own name.
        assertThat(sampler.usedBy(NODE)).isEqualTo((3 + 1 + 2 + 1) * 4096);
        assertThat(recycled).isEmpty();
    }

    @Test
    void whoCouldNotBeRecycledIsAskedAgainAtTheNextRound() throws IOException {
        write("profile/Cache/data", (int) QUOTA);
        takes = false;
        sampler.look();
        takes = true;

        time.advance(Duration.ofMinutes(5));
        sampler.look();

        assertThat(recycled).containsExactly("a disk_quota");
    }

    @Test
    void aboveItsQuotaItIsRecycledEverySixHoursAtMost() throws IOException {
        write("profile/Cache/data", (int) QUOTA);

        sampler.look();
        time.advance(Duration.ofMinutes(5));
        sampler.look();
        assertThat(recycled).containsExactly("a disk_quota");

        time.advance(Duration.ofHours(6));
        sampler.look();
        assertThat(recycled).containsExactly("a disk_quota", "a disk_quota");
    }
}
