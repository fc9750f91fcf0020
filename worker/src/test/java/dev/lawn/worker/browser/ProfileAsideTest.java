package dev.lawn.worker.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.time.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileAsideTest {

    @TempDir private Path node = Path.of("");
    private Path profile = Path.of("");

    @BeforeEach
    void makeProfile() throws IOException {
        profile = Files.createDirectory(node.resolve("profile"));
        Files.writeString(profile.resolve("session"), "kept");
    }

    @Test
    void leavesAnEmptyProfileInItsPlace() throws IOException {
        ProfileAside aside = ProfileAside.put(profile, new ManualTime());
        assertThat(profile).isEmptyDirectory();
        assertThat(aside.bad().resolve("session")).hasContent("kept");
    }

    @Test
    void comesBackWhole() throws IOException {
        ProfileAside aside = ProfileAside.put(profile, new ManualTime());
        Files.writeString(profile.resolve("of no use"), "");
        aside.putBack();
        assertThat(profile.resolve("session")).hasContent("kept");
        assertThat(node).isDirectoryNotContaining("glob:**profile.*");
    }
}
