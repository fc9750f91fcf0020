package dev.lawn.supervisor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That it is synced no test can see short of a loss of power; all the rest is here. */
class PrivateFileTest {

    private @TempDir Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("file");
    }

    @Test
    void isItsOwnersOnlyWhateverWasThere() throws IOException {
        Files.writeString(file, "something longer that was there");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        PrivateFile.write(file, "new");

        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void whatAWriteThatWasCutShortLeftIsNoHindrance() throws IOException {
        Files.writeString(folder.resolve("file.new"), "half of something long");

        PrivateFile.write(file, "whole");

        assertThat(file).hasContent("whole");
    }

    @Test
    void aWriteThatFailsKeepsTheOldAndLeavesNothing() throws IOException {
        Files.createDirectories(file.resolve("in the way"));

        assertThatThrownBy(() -> PrivateFile.write(file, "new")).isInstanceOf(IOException.class);

        assertThat(file.resolve("in the way")).exists();
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }
}
