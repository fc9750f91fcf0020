package dev.lawn.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The lock of the state directory is of the kind of fcntl(2): bound to this process, so no child
 * has it, and none lets it go by closing the file.
 */
class LockAndChildrenTest {

    @TempDir private Path root;

    @Test
    void aChildNeitherHasTheLockNorBreaksIt() throws Exception {
        try (StateDirectory _ = StateDirectory.open(root)) {
            Path lock = root.resolve("lock");
            assertThat(isHeldByUs(lock)).isTrue();

            Process child =
                    new ProcessBuilder(
                                    "sh",
                                    "-c",
                                    "ls -l /proc/$$/fd; exec 9<>\"$0\"; exec 9>&-",
                                    lock.toString())
                            .start();
            String open = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(child.waitFor()).isZero();
            assertThat(open).contains("0 ->").doesNotContain(lock.toString());
            assertThat(isHeldByUs(lock)).isTrue();
        }
        assertThat(isHeldByUs(root.resolve("lock"))).isFalse();
    }

    /** Lines of /proc/locks, proc(5): number, kind, …, pid, device and inode, range. */
    private static boolean isHeldByUs(Path file) throws IOException {
        String pid = " " + ProcessHandle.current().pid() + " ";
        String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
        return Files.readAllLines(Path.of("/proc/locks")).stream()
                .anyMatch(
                        line ->
                                line.contains("POSIX")
                                        && line.contains("WRITE")
                                        && line.contains(pid)
                                        && line.contains(inode));
    }
}
