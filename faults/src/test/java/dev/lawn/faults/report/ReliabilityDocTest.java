package dev.lawn.faults.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.row.Row;
import dev.lawn.faults.row.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    private static Verdict verdict(String broken) {
        Row row = Rows.all(200).getFirst();
        List<String> all = broken.isEmpty() ? List.of() : List.of(broken);
        return new Verdict(
                row, List.of(new Measured(Duration.ofMillis(400), null, List.of("x"), all)));
    }

    @Test
    void eachSectionIsWrittenOverAndLeavesTheRest() throws Exception {
        doc.matrix(List.of(verdict("late")), 7, null, null);
        doc.soak("./dev soak --minutes 1", List.of("All well."), null, "cgroup");
        doc.matrix(List.of(verdict("")), 8, "someone", "cgroup");

        String text = Files.readString(file);
        assertThat(text).startsWith("# Reliability\n\nWords of people.\n\n## The matrix\n");
        assertThat(text).contains("--seed 8").contains("| 0.4 s | – | holds |");
        assertThat(text).contains("\n\n## The soak\n").contains("All well.");
        assertThat(text).doesNotContain("--seed 7").doesNotContain("late");
        assertThat(text.indexOf("## The matrix")).isEqualTo(text.lastIndexOf("## The matrix"));
    }

    @Test
    void whatDidNotHoldIsToldInWords() throws Exception {
        doc.matrix(List.of(verdict("G8: a became degraded")), 7, null, null);

        assertThat(Files.readString(file))
                .contains("| FAILS |")
                .contains("What did not hold:\n\n- `kill-worker`: G8: a became degraded");
    }
}
