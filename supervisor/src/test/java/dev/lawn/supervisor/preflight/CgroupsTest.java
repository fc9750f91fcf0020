package dev.lawn.supervisor.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupsTest {

    private static final long MIB = Facts.MIB;

    @TempDir private Path root;
    private Cgroups groups;

    @BeforeEach
    void prepare() {
        groups = new Cgroups(new KernelFiles(root));
    }

    private void file(String name, Object content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content + "\n");
    }

    @Test
    void noCgroupsTellNothing() {
        assertThat(groups.memoryLeft()).isNull();
        assertThat(groups.tasks()).isNull();
    }

    @Test
    void theTightestGroupUpwardsCountsAndIdleFilesAreFree() throws IOException {
        file("proc/self/cgroup", "0::/system.slice/lawn.service");
        file("sys/fs/cgroup/system.slice/memory.max", 1000 * MIB);
        file("sys/fs/cgroup/system.slice/memory.current", 700 * MIB);
        file(
                "sys/fs/cgroup/system.slice/memory.stat",
                "anon 1\ninactive_file %d".formatted(100 * MIB));
        file("sys/fs/cgroup/system.slice/pids.max", "max");
        file("sys/fs/cgroup/system.slice/lawn.service/memory.max", "max");
        file("sys/fs/cgroup/system.slice/lawn.service/pids.max", 4915);

        assertThat(groups.memoryLeft()).isEqualTo(400 * MIB);
        assertThat(groups.tasks()).isEqualTo(4915);
    }

    @Test
    void versionOneHasAFolderPerController() throws IOException {
        file("proc/self/cgroup", "9:name=systemd:/\n8:pids:/\n4:memory:/a\n0::/");
        file("sys/fs/cgroup/memory/a/memory.limit_in_bytes", 600 * MIB);
        file("sys/fs/cgroup/memory/a/memory.usage_in_bytes", 100 * MIB);
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
        file("sys/fs/cgroup/pids/pids.max", 300);

        assertThat(groups.memoryLeft()).isEqualTo(500 * MIB);
        assertThat(groups.tasks()).isEqualTo(300);
    }

    /** In a container the path is often the host's, and only the mount itself is there. */
    @Test
    void aPathThatIsNotThereLeavesTheMount() throws IOException {
        file("proc/self/cgroup", "0::/../../docker/4711");
        file("sys/fs/cgroup/memory.max", 256 * MIB);

        assertThat(groups.memoryLeft()).isEqualTo(256 * MIB);
    }

    @Test
    void softLimitsAreTheFirstNumber() throws IOException {
        file(
                "proc/self/limits",
                """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             96365                unlimited            processes
                Max open files            unlimited            unlimited            files
                """);
        KernelFiles files = new KernelFiles(root);

        assertThat(files.softLimit("Max processes")).contains(96_365L);
        assertThat(files.softLimit("Max open files")).contains(HostFacts.NO_LIMIT);
        assertThat(files.softLimit("Max cats")).isEmpty();
    }
}
