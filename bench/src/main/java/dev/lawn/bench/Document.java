package dev.lawn.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document of sections, some of which runs write: each leaves all but its own as they are. */
public record Document(Path file) {

    /** docs/performance.md. */
    public static Document performance(Path home) {
        return new Document(home.resolve("docs/performance.md"));
    }

    /**
     * Puts a text in place of what stands below that heading, up to the next of its level; at the
     * end where there is no such heading.
     *
     * @param heading without its {@code ##}
     */
    public void write(String heading, String text) throws IOException {
        String all = Files.readString(file, StandardCharsets.UTF_8);
        String line = "## " + heading + "\n";
        int from = all.indexOf(line);
        if (from < 0) {
            Files.writeString(file, all.strip() + "\n\n" + line + "\n" + text.strip() + "\n");
            return;
        }
        int next = all.indexOf("\n## ", from + line.length());
        String rest = next < 0 ? "" : all.substring(next);
        Files.writeString(file, all.substring(0, from) + line + "\n" + text.strip() + "\n" + rest);
    }
}
