package dev.lawn.faults.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * docs/reliability.md: an introduction that people write, and sections that runs write: a matrix
 * and a soak for each user. Each run leaves all sections but its own as they are.
 */
public final class ReliabilityDoc {

    private final Path file;

    public ReliabilityDoc(Path home) {
        this(home, "docs/reliability.md");
    }

    private ReliabilityDoc(Path home, String name) {
        this.file = home.resolve(name);
    }

    /** The same of docs/performance.md. */
    public static ReliabilityDoc performance(Path home) {
        return new ReliabilityDoc(home, "docs/performance.md");
    }

    /**
     * Writes a section of one run.
     *
     * @param heading {@code ## …} and its newline
     */
    public void section(String heading, RunInfo run, List<String> lines) throws IOException {
        replace(
                heading,
                "Run %s: `%s`. %s\n\n%s\n"
                        .formatted(
                                run.id(),
                                run.command(),
                                Machine.paragraph(run.userName(), null),
                                String.join("\n", lines)));
    }

    /**
     * Writes the rows that were run into that user's matrix; other lines of it stay.
     *
     * @param containment the rung in use; null where Lawn did not tell
     */
    public void matrix(RunInfo run, List<Verdict> verdicts, @Nullable String containment)
            throws IOException {
        String heading = "## The matrix as %s\n".formatted(run.userName());
        MatrixSection section = MatrixSection.parse(find(heading));
        String told =
                "`%s`. %s %s"
                        .formatted(
                                run.command(),
                                Machine.paragraph(run.userName(), containment),
                                new Recoveries(verdicts).line());
        section.put(run, told, verdicts);
        replace(heading, section.text());
    }

    /** Writes that user's soak. */
    public void soak(RunInfo run, List<String> lines, @Nullable String containment)
            throws IOException {
        replace(
                "## The soak as %s\n".formatted(run.userName()),
                "Run %s: `%s`. %s\n\n%s\n"
                        .formatted(
                                run.id(),
                                run.command(),
                                Machine.paragraph(run.userName(), containment),
                                String.join("\n", lines)));
    }

    private String find(String heading) throws IOException {
        String all = Files.readString(file, StandardCharsets.UTF_8);
        int from = all.indexOf(heading);
        return from < 0 ? "" : all.substring(from, end(all, from + heading.length()));
    }

    private static int end(String all, int from) {
        int next = all.indexOf("\n## ", from);
        return next < 0 ? all.length() : next;
    }

    private void replace(String heading, String text) throws IOException {
        String all = Files.readString(file, StandardCharsets.UTF_8);
        int from = all.indexOf(heading);
        if (from < 0) {
            Files.writeString(file, all.strip() + "\n\n" + heading + "\n" + text);
            return;
        }
        String rest = all.substring(end(all, from + heading.length()));
        Files.writeString(file, all.substring(0, from) + heading + "\n" + text + rest);
    }
}
