package dev.lawn.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lawn.common.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a file system of its own of 24 MB, which only root may mount: skipped for all others. */
class FreeDiskTest {

    private static final long MIB = 1024L * 1024;

    @TempDir private Path disk;

    private boolean mounted;

    private void mount(String options) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may mount a tmpfs");
        int code = run("mount", "-t", "tmpfs", "-o", options, "lawn-test", disk.toString());
        assumeTrue(code == 0, "this host lets nobody mount a tmpfs");
        mounted = true;
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", disk.toString())).isZero();
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private LaunchException refused(FreeDisk free) {
        return catchThrowableOfType(LaunchException.class, () -> free.require(disk));
    }

    @Test
    void aFullDiskIsRefusedInTimeWithTheTrueReason() throws Exception {
        mount("size=24m");
        FreeDisk free = new FreeDisk(16 * MIB);
        assertThatCode(() -> free.require(disk)).doesNotThrowAnyException();
        Files.write(disk.resolve("ballast"), new byte[(int) (12 * MIB)]);

        long before = System.nanoTime();
        LaunchException e = refused(free);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(e.reason()).isEqualTo(Reason.DISK_FULL);
        assertThat(e).hasMessage(disk + " has 12 MiB left, limits.free_disk wants 16 MiB");
    }

    @Test
    void aDiskWithoutInodesIsRefusedAsWell() throws Exception {
        mount("size=24m,nr_inodes=500");

        LaunchException e = refused(new FreeDisk(MIB, Duration.ofMinutes(1)));

        assertThat(e.reason()).isEqualTo(Reason.DISK_FULL);
        assertThat(e).hasMessageContaining("inodes left, a start wants 1000");
    }

    @Test
    void aDiskThatCountsNoInodesHasEnough() throws IOException {
        assertThat(FreeDisk.parse("0 0")).isEmpty();
        assertThat(FreeDisk.parse("")).isEmpty();
        assertThat(FreeDisk.parse("stat: no such thing")).isEmpty();
        assertThat(FreeDisk.parse("1024 7")).isEqualTo(OptionalLong.of(7));
    }
}
