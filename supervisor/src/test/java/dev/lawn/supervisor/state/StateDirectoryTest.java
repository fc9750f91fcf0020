package dev.lawn.supervisor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lawn.common.model.NodeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateDirectoryTest {

    @TempDir private Path temp;

    @Test
    void isForItsOwnerOnly() throws Exception {
        try (StateDirectory state = StateDirectory.open(temp.resolve("lawn"))) {
            state.createNodeFolders(new NodeName("home-p1"));

            assertThat(mode(state.root())).isEqualTo("rwx------");
            assertThat(mode(state.profile(new NodeName("home-p1")))).isEqualTo("rwx------");
            assertThat(mode(state.root().resolve("lock"))).isEqualTo("rw-------");
        }
    }

    @Test
    void everyRunHasAnIdOfItsOwnThatBeginsLikeTheOthers() throws Exception {
        String first;
        String prefix;
        try (StateDirectory state = StateDirectory.open(temp)) {
            first = state.runId();
            prefix = state.markerPrefix();
        }
        try (StateDirectory state = StateDirectory.open(temp)) {
            assertThat(state.markerPrefix()).isEqualTo(prefix);
            assertThat(state.runId()).startsWith(prefix).isNotEqualTo(first);
        }
    }

    @Test
    void aCopyGetsAnIdOfItsOwnAndKeepsIt() throws Exception {
        Path original = temp.resolve("original");
        Path copy = temp.resolve("copy");
        String prefix = prefix(original);
        int code =
                new ProcessBuilder("cp", "-a", original.toString(), copy.toString())
                        .inheritIO()
                        .start()
                        .waitFor();
        assertThat(code).isZero();

        String ofCopy = prefix(copy);

        assertThat(ofCopy).isNotEqualTo(prefix).isEqualTo(prefix(copy));
        assertThat(prefix(original)).isEqualTo(prefix);
    }

    @Test
    void aRenamedFolderKeepsItsId() throws Exception {
        String prefix = prefix(temp.resolve("before"));
        Files.move(temp.resolve("before"), temp.resolve("after"));

        assertThat(prefix(temp.resolve("after"))).isEqualTo(prefix);
    }

    /** An empty one would be the beginning of every other one's marker. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "0123", "0123456789", "0123456G", "*"})
    void anIdThatIsNoneIsReplaced(String broken) throws Exception {
        String _ = prefix(temp);
        Files.writeString(temp.resolve("id"), broken);

        assertThat(prefix(temp)).matches("[0-9a-f]{8}-").isEqualTo(prefix(temp));
    }

    private static String prefix(Path root) throws Exception {
        try (StateDirectory state = StateDirectory.open(root)) {
            return state.markerPrefix();
        }
    }

    @Test
    void leavesTheModeOfAFolderThatWasThereAlone() throws Exception {
        Path shared = Files.createDirectory(temp.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));

        try (StateDirectory state = StateDirectory.open(shared)) {
            state.createNodeFolders(new NodeName("a"));
            assertThat(mode(shared)).isEqualTo("rwxr-xr-x");
            assertThat(mode(state.node(new NodeName("a")))).isEqualTo("rwx------");
        }
    }

    @Test
    void refusesASecondSupervisorAndNamesTheFirst() throws Exception {
        Process holder = holderInAnotherJvm();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("held");

            assertThatThrownBy(() -> StateDirectory.open(temp))
                    .isInstanceOf(InUseException.class)
                    .hasMessageContaining("pid " + holder.pid())
                    .hasMessageContaining("--state-dir");
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    private Process holderInAnotherJvm() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        temp.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Opens the folder, says so, and keeps it until its stdin ends. */
    static final class LockHolder {
        public static void main(String[] args) throws Exception {
            try (StateDirectory _ = StateDirectory.open(Path.of(args[0]))) {
                System.out.println("held");
                while (System.in.read() >= 0) {}
            }
        }
    }

    @Test
    void writesPrivateFilesAsAWhole() throws Exception {
        Path file = temp.resolve("control.token");

        PrivateFile.write(file, "one\n");
        PrivateFile.write(file, "two\n");

        assertThat(file).hasContent("two\n");
        assertThat(mode(file)).isEqualTo("rw-------");
        try (var files = Files.list(temp)) {
            assertThat(files).containsExactly(file);
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
