package dev.lawn.faults.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.row.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReliabilityDocTest {

    private Path file;
    private ReliabilityDoc doc;

    @BeforeEach
    void prepare(@TempDir Path home) throws Exception {
        file = Files.createDirectory(home.resolve("docs")).resolve("reliability.md");
        Files.writeString(file, "# Reliability\n\nWords of people.\n");
        doc = new ReliabilityDoc(home);
    }

    private static RunInfo run(int seed, String user) {
        Instant at = Instant.parse("2026-11-22T10:00:00Z").plusSeconds(60L * seed);
        return new RunInfo("./dev faults --seed " + seed, at, "abc1234", user);
    }

    private static Verdict verdict(int row, String broken) {
        List<String> all = broken.isEmpty() ? List.of() : List.of(broken);
        return new Verdict(
                Rows.all(200).get(row),
                List.of(
                        new Measured(
                                Duration.ofMillis(400),
                                null,
                                List.of("failing:browser_died"),
                                List.of("RSS 80 MiB"),
                                all)));
    }

    @Test
    void eachUsersSectionIsWrittenOnlyByRunsOfThatUser() throws Exception {
        doc.matrix(run(7, "root"), List.of(verdict(0, "late")), null);
        doc.soak(run(5, "root"), List.of("All well."), "cgroup");
        doc.matrix(run(9, "plain"), List.of(verdict(0, "worse")), "cgroup");
        doc.matrix(run(8, "root"), List.of(verdict(0, "")), "cgroup");

        String text = Files.readString(file);
        assertThat(text).startsWith("# Reliability\n\nWords of people.\n\n## The matrix as root\n");
        assertThat(text).contains("\n\n## The soak as root\n").contains("All well.");
        assertThat(text).contains("\n\n## The matrix as plain\n").contains("worse");
        assertThat(text).contains("--seed 8").contains("--seed 9");
        assertThat(text).doesNotContain("--seed 7").doesNotContain("late");
        assertThat(text.indexOf("## The matrix as root"))
                .isEqualTo(text.lastIndexOf("## The matrix as root"));
    }

    @Test
    void rowsThatWereNotRunKeepTheirLinesAndTheirRun() throws Exception {
        doc.matrix(run(7, "root"), List.of(verdict(0, "late"), verdict(1, "")), null);
        doc.matrix(run(8, "root"), List.of(verdict(1, "wrong")), null);

        assertThat(Files.readString(file))
                .contains("- `kill-worker`: late")
                .contains("- `kill-driver`: wrong")
                .contains("| FAILS | 2026-11-22T10:07Z abc1234 |")
                .contains("| FAILS | 2026-11-22T10:08Z abc1234 |")
                .contains("- run 2026-11-22T10:07Z abc1234: `./dev faults --seed 7`")
                .contains("- run 2026-11-22T10:08Z abc1234: `./dev faults --seed 8`");
    }

    @Test
    void whatWasMeasuredAndShownIsAColumn() throws Exception {
        doc.matrix(run(7, "root"), List.of(verdict(0, "G8: a became degraded")), null);

        assertThat(Files.readString(file))
                .contains("| 0.4 s | – | RSS 80 MiB | failing:browser_died | FAILS |")
                .contains("What did not hold:\n\n- `kill-worker`: G8: a became degraded");
    }
}
