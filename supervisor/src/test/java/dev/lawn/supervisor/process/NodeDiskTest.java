package dev.lawn.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeDiskTest {

    private static final NodeName NODE = new NodeName("n");

    private static final int FILE_BYTES = 1000;

    /** What a node would have to sign in anew without, and what an operator wants to read. */
    private static final List<String> KEPT =
            List.of(
                    "profile/Local State",
                    "profile/Default/Cookies",
                    "profile/Default/Network/Cookies",
                    "profile/Default/Login Data",
                    "profile/Default/Preferences",
                    "profile/Default/Secure Preferences",
                    "profile/Default/Local Storage/leveldb/000003.log",
                    "profile/Default/Session Storage/000003.log",
                    "profile/Default/Sessions/Tabs_1",
                    "profile/Default/IndexedDB/site.leveldb/000003.log",
                    "profile/Default/Local Extension Settings/abc/000003.log",
                    "profile/Default/Sync Extension Settings/abc/000003.log",
                    "profile/Default/Extension State/000003.log",
                    "profile/Default/Extensions/abc/manifest.json",
                    "profile/Default/Extension Rules/000003.log",
                    "profile/Default/Service Worker/Database/000003.log",
                    "profile/Default/Service Worker/ScriptCache/index",
                    "profile/Default/Service Worker/CacheStorage/x/index",
                    "profile/Default/WebStorage/QuotaManager",
                    "profile/Default/File System/Origins/000003.log",
                    "person-needed",
                    "logs/worker.log",
                    "deaths/20260101T000000.000Z-n-1.txt");

    private @TempDir Path temp;
    private StateDirectory state;

    @BeforeEach
    void open() throws Exception {
        state = StateDirectory.open(temp.resolve("state"));
        state.createNodeFolders(NODE);
        for (String each : KEPT) {
            write(each);
        }
    }

    @AfterEach
    void close() throws IOException {
        state.close();
    }

    private Path write(String name) throws IOException {
        Path file = state.node(NODE).resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, new byte[FILE_BYTES]);
    }

    private void writeAllThatIsRebuilt() throws IOException {
        for (String each : NodeDisk.REBUILT) {
            write("profile/" + each + "/deep/er/data");
        }
    }

    private void assertAllIsKept() {
        assertThat(KEPT).allSatisfy(name -> assertThat(state.node(NODE).resolve(name)).exists());
    }

    @Test
    void belowTheQuotaNothingIsTouched() throws IOException {
        writeAllThatIsRebuilt();

        new NodeDisk(state, 1_000_000).keepWithinQuota(NODE);

        assertThat(NodeDisk.REBUILT)
                .allSatisfy(name -> assertThat(state.profile(NODE).resolve(name)).exists());
    }

    @Test
    void theSessionIsKeptEvenWhereAllTheRestDoesNotDo() throws IOException {
        writeAllThatIsRebuilt();
        write("cache/fontconfig/x");
        write("config/chromium/Crash Reports/pending/x.dmp");

        new NodeDisk(state, 1).keepWithinQuota(NODE);

        assertThat(NodeDisk.REBUILT)
                .allSatisfy(name -> assertThat(state.profile(NODE).resolve(name)).doesNotExist());
        assertThat(state.cache(NODE)).isEmptyDirectory();
        assertThat(state.config(NODE)).isEmptyDirectory();
        assertAllIsKept();
    }

    @Test
    void noMoreGoesThanMust() throws IOException {
        writeAllThatIsRebuilt();
        long all = FolderTree.bytes(state.node(NODE));

        new NodeDisk(state, all - 1).keepWithinQuota(NODE);

        // Down to four fifths, and no further than the last thing that went.
        assertThat(FolderTree.bytes(state.node(NODE)))
                .isBetween(all / 10 * 8 - 5 * 4096, all / 10 * 8);
        assertThat(state.profile(NODE).resolve(NodeDisk.REBUILT.getFirst())).doesNotExist();
        assertThat(state.profile(NODE).resolve(NodeDisk.REBUILT.getLast())).exists();
        assertAllIsKept();
    }

    @Test
    void ofBadProfilesTheNewestStays() throws IOException {
        long minute = 60_000;
        for (int i = 1; i <= 3; i++) {
            write("profile.bad-" + i + "/Default/Preferences");
            Path folder = state.node(NODE).resolve("profile.bad-" + i);
            // When it was put aside is not when it was last written to.
            Files.setLastModifiedTime(folder, FileTime.fromMillis((4 - i) * minute));
        }

        new NodeDisk(state, 1).keepWithinQuota(NODE);

        assertThat(state.node(NODE).resolve("profile.bad-3/Default/Preferences")).exists();
        assertThat(state.node(NODE).resolve("profile.bad-2")).doesNotExist();
        assertThat(state.node(NODE).resolve("profile.bad-1")).doesNotExist();
    }

    @Test
    void whatALinkPointsAtIsNeitherCountedNorDeleted() throws IOException {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.write(outside.resolve("big"), new byte[1_000_000]);
        Files.createDirectories(state.profile(NODE).resolve("Default"));
        Files.createSymbolicLink(state.profile(NODE).resolve("Default/Cache"), outside);

        assertThat(FolderTree.bytes(state.node(NODE))).isLessThan(1_000_000);
        new NodeDisk(state, 1).keepWithinQuota(NODE);

        assertThat(outside.resolve("big")).exists();
    }
}
