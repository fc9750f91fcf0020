package dev.lawn.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With folders of their own right below {@code /tmp}, as lengths of paths are what it is about. */
class TemporaryFoldersTest {

    private static final NodeName NODE = new NodeName("n");

    /** Below it no node's own folder has a short path. */
    private static final String LONG =
            "a-state-directory-with-a-path-that-is-far-too-long-for-sockets";

    private @TempDir Path temp;
    private Path host;

    @BeforeEach
    void makeHost() throws IOException {
        host = Files.createTempDirectory(Path.of("/tmp"), "t");
    }

    @AfterEach
    void removeHost() throws IOException {
        FolderTree.delete(host);
    }

    private List<Path> inHost() throws IOException {
        try (Stream<Path> entries = Files.list(host)) {
            return entries.toList();
        }
    }

    private static Path parent(Path folder) {
        return Objects.requireNonNull(folder.getParent());
    }

    private static String mode(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }

    @Test
    void isInTheNodesFolderWhereThatIsShort() throws Exception {
        try (StateDirectory state = StateDirectory.open(host.resolve("s"));
                TemporaryFolders folders = new TemporaryFolders(state, host)) {
            Path folder = folders.fresh(NODE);

            assertThat(folder).isEqualTo(state.temporary(NODE)).isEmptyDirectory();
            assertThat(mode(folder)).isEqualTo("rwx------");
        }
    }

    @Test
    void isShortAndPrivateWhereTheNodesFolderIsNot() throws Exception {
        try (StateDirectory state = StateDirectory.open(temp.resolve(LONG));
                TemporaryFolders folders = new TemporaryFolders(state, host)) {
            NodeName longOne = new NodeName("a".repeat(63));
            NodeName other = new NodeName("a".repeat(62) + "b");
            Path first = folders.fresh(longOne);
            Path second = folders.fresh(other);

            assertThat(first).startsWith(host).isNotEqualTo(second).isEmptyDirectory();
            assertThat(first.getFileName().toString()).hasSizeLessThanOrEqualTo(31);
            assertThat(folders.fresh(longOne)).isEqualTo(first);
            assertThat(mode(parent(first))).isEqualTo("rwx------");
            assertThat(mode(first)).isEqualTo("rwx------");
        }
        assertThat(inHost()).isEmpty();
    }

    @Test
    void inTheRealFolderEvenTheLongestNameIsShortEnough() throws Exception {
        try (StateDirectory state = StateDirectory.open(temp.resolve(LONG));
                TemporaryFolders folders = new TemporaryFolders(state, Path.of("/tmp"))) {
            Path folder = folders.fresh(new NodeName("a".repeat(63)));

            assertThat(folder.toString())
                    .hasSizeLessThanOrEqualTo(TemporaryFolders.LONGEST_PATH_BYTES);
        }
    }

    @Test
    void isEmptiedBeforeEachStartAndFollowsNoLink() throws Exception {
        Path treasure = Files.writeString(temp.resolve("treasure"), "keep me");
        for (Path root : List.of(host.resolve("s"), temp.resolve(LONG))) {
            try (StateDirectory state = StateDirectory.open(root);
                    TemporaryFolders folders = new TemporaryFolders(state, host)) {
                Path folder = folders.fresh(NODE);
                Files.createDirectories(folder.resolve("deep/er"));
                Files.writeString(folder.resolve("deep/er/litter"), "x");
                Files.createSymbolicLink(folder.resolve("deep/link"), temp);

                assertThat(folders.fresh(NODE)).isEqualTo(folder).isEmptyDirectory();
            }
        }
        assertThat(treasure).exists();
    }

    @Test
    void whatAKilledRunLeftIsSweptAndNothingElse() throws Exception {
        try (StateDirectory state = StateDirectory.open(temp.resolve(LONG))) {
            String prefix = "lawn-" + state.markerPrefix();
            Path left = new TemporaryFolders(state, host).fresh(NODE);
            Files.writeString(left.resolve("litter"), "x");
            Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
            Path link = Files.createSymbolicLink(host.resolve(prefix + "link"), elsewhere);
            Path open = Files.createDirectory(host.resolve(prefix + "open"));
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
            Path another = Files.createDirectory(host.resolve("lawn-00000000-abcdef"));

            try (TemporaryFolders _ = new TemporaryFolders(state, host)) {
                assertThat(inHost()).containsExactlyInAnyOrder(link, open, another);
                assertThat(elsewhere).exists();
            }
        }
    }

    @Test
    void aFolderThatSomebodyElseOpenedOrTookIsNotUsedAgain() throws Exception {
        try (StateDirectory state = StateDirectory.open(temp.resolve(LONG));
                TemporaryFolders folders = new TemporaryFolders(state, host)) {
            Path first = folders.fresh(NODE);
            FolderTree.delete(parent(first));
            Files.createSymbolicLink(parent(first), temp);
            Files.writeString(Files.createDirectory(temp.resolve("n")).resolve("kept"), "x");

            Path second = folders.fresh(NODE);

            assertThat(second.getParent()).isNotEqualTo(first.getParent());
            assertThat(temp.resolve("n/kept")).exists();
        }
    }
}
