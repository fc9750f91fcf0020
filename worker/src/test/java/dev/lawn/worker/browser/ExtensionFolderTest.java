package dev.lawn.worker.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtensionFolderTest {

    @TempDir private Path temp;
    private Path folder;

    @BeforeEach
    void create() throws IOException {
        folder = Files.createDirectory(temp.resolve("extension"));
        Files.writeString(folder.resolve("manifest.json"), "{}");
    }

    @Test
    void isTheSameAsLongAsNobodyReplacesIt() throws IOException {
        ExtensionFolder loaded = ExtensionFolder.asNow(folder.toString());
        assertThat(Files.readString(folder.resolve("manifest.json"))).isEqualTo("{}");
        assertThat(loaded.isStillThere()).isTrue();
    }

    @Test
    void isAnotherOnceItWasReplacedByARename() throws IOException {
        ExtensionFolder loaded = ExtensionFolder.asNow(folder.toString());
        Path fresh = Files.createDirectory(temp.resolve(".extension.new"));
        FileTime same = Files.getLastModifiedTime(folder);
        Files.move(folder, temp.resolve(".extension.old"));
        Files.setLastModifiedTime(fresh, same);
        Files.move(fresh, folder);
        assertThat(loaded.isStillThere()).isFalse();
    }

    @Test
    void isAnotherWhereItsInodeIsUsedAgain() throws IOException {
        ExtensionFolder loaded = ExtensionFolder.asNow(folder.toString());
        Files.setLastModifiedTime(folder, FileTime.from(Instant.EPOCH));
        assertThat(loaded.isStillThere()).isFalse();
    }

    @Test
    void isNotThereWhereItCannotBeRead() throws IOException {
        ExtensionFolder never = ExtensionFolder.asNow(temp.resolve("none").toString());
        assertThat(never.isStillThere()).isFalse();
        ExtensionFolder loaded = ExtensionFolder.asNow(folder.toString());
        Files.move(folder, temp.resolve("moved"));
        assertThat(loaded.isStillThere()).isFalse();
    }
}
