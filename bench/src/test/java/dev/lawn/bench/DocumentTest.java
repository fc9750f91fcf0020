package dev.lawn.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {

    @TempDir private Path home;
    private Path file;

    @BeforeEach
    void document() throws IOException {
        file = Files.createDirectory(home.resolve("docs")).resolve("performance.md");
        Files.writeString(
                file, "# Title\n\nWords.\n\n## One\n\nold\n\n### Deeper\n\n## Two\n\nx\n");
    }

    @Test
    void replacesASectionAndLeavesTheOthers() throws IOException {
        Document.performance(home).write("One", "new\n");

        assertThat(file).hasContent("# Title\n\nWords.\n\n## One\n\nnew\n\n## Two\n\nx\n");
    }

    @Test
    void theLastSectionEndsWithTheDocument() throws IOException {
        Document.performance(home).write("Two", "y");

        assertThat(Files.readString(file)).endsWith("### Deeper\n\n## Two\n\ny\n");
    }

    @Test
    void anUnknownOneGoesToTheEnd() throws IOException {
        Document.performance(home).write("Three", "z");

        assertThat(Files.readString(file)).endsWith("## Two\n\nx\n\n## Three\n\nz\n");
    }
}
