package dev.lawn.faults.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * docs/reliability.md: an introduction that people write, and two sections that are written over
 * after each run; each leaves the other as it is.
 */
public final class ReliabilityDoc {

    private static final String FAULTS = "## The matrix\n";
    private static final String SOAK = "## The soak\n";

    private final Path file;

    public ReliabilityDoc(Path home) {
        this.file = home.resolve("docs/reliability.md");
    }

    /** Writes the matrix. */
    public void matrix(
            List<Verdict> verdicts, long seed, @Nullable String user, @Nullable String containment)
            throws IOException {
        StringBuilder text = new StringBuilder(FAULTS).append('\n');
        text.append(Machine.paragraph(user, containment))
                .append(" `./dev faults --seed %d`.%n%n".formatted(seed))
                .append("| row | promises | must hold | n | seen after | back after | verdict |\n")
                .append("|---|---|---|---|---|---|---|\n");
        verdicts.forEach(verdict -> text.append(line(verdict)));
        List<Verdict> failed = verdicts.stream().filter(verdict -> !verdict.held()).toList();
        if (!failed.isEmpty()) {
            text.append("\nWhat did not hold:\n\n");
            failed.forEach(
                    verdict ->
                            text.append("- `%s`: ".formatted(verdict.row().name()))
                                    .append(String.join("; ", verdict.broken()))
                                    .append('\n'));
        }
        replace(FAULTS, text.toString());
    }

    private static String line(Verdict verdict) {
        return "| `%s` | %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        verdict.row().name(),
                        String.join(" ", verdict.row().promises()),
                        verdict.row().bound(),
                        verdict.runs().isEmpty() ? "–" : verdict.runs().size(),
                        verdict.detection(),
                        verdict.recovery(),
                        verdict.word());
    }

    /** Writes the soak. */
    public void soak(
            String command, List<String> lines, @Nullable String user, @Nullable String containment)
            throws IOException {
        replace(
                SOAK,
                SOAK
                        + "\n"
                        + Machine.paragraph(user, containment)
                        + " `"
                        + command
                        + "`.\n\n"
                        + String.join("\n", lines)
                        + "\n");
    }

    private void replace(String heading, String section) throws IOException {
        String all = Files.readString(file, StandardCharsets.UTF_8);
        int from = all.indexOf(heading);
        if (from < 0) {
            Files.writeString(file, all.strip() + "\n\n" + section);
            return;
        }
        int to = all.indexOf("\n## ", from + heading.length());
        String rest = to < 0 ? "" : all.substring(to);
        Files.writeString(file, all.substring(0, from) + section + rest);
    }
}
