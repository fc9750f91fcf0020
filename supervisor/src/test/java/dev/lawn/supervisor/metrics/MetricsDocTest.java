package dev.lawn.supervisor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/metrics.md lists what there is, and nothing else. */
class MetricsDocTest {

    private static final Path DOC = Path.of("../docs/metrics.md");

    private static final Pattern ROW =
            Pattern.compile(
                    "^\\| `(lawn_\\w+)` \\| (\\w+) \\| (`[^|]+`) \\| [^|]+ \\| [^|]+ \\| [^|]+ \\|$",
                    Pattern.MULTILINE);

    /** One metric as the document and the collector both know it. */
    private record Entry(String name, String type, List<String> labels) {

        static Entry of(Family family) {
            return new Entry(
                    family.name(), family.kind().name().toLowerCase(Locale.ROOT), family.labels());
        }

        static Entry of(MatchResult row) {
            return new Entry(
                    row.group(1), row.group(2), List.of(row.group(3).replace("`", "").split(", ")));
        }
    }

    @Test
    void listsEveryMetricWithItsTypeAndLabels() throws IOException {
        List<Entry> documented =
                ROW.matcher(Files.readString(DOC)).results().map(Entry::of).toList();

        assertThat(documented).containsExactlyInAnyOrderElementsOf(exposed());
    }

    private static List<Entry> exposed() {
        return Stream.concat(
                        FleetCollector.families().stream().map(Entry::of),
                        Stream.of(new Entry(BuildInfo.NAME, "info", List.of("version"))))
                .toList();
    }
}
