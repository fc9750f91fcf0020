package dev.lawn.supervisor.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeFolderTest {

    private static final NodeName NODE = new NodeName("probe");
    private static final String NEWEST = "20261122T170000.000Z";

    @TempDir private Path folder;
    private Path probes;

    @BeforeEach
    void twelveProbesAndSomethingElse() throws IOException {
        probes = folder.resolve("probes");
        for (int hour = 0; hour < 12; hour++) {
            page(probes.resolve("20261122T%02d0000.000Z".formatted(hour)));
        }
        page(probes.resolve("mine"));
    }

    private static void page(Path where) throws IOException {
        Files.createDirectories(where);
        Files.writeString(where.resolve("page.txt"), "an outline");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(probes)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private List<Path> probe(boolean leavesAPage) throws Exception {
        ProbeFolder probe = new ProbeFolder(probes, NEWEST);
        StateDirectory state = probe.open();
        if (leavesAPage) {
            page(state.pages(NODE));
        }
        state.close();
        return probe.close(state, NODE);
    }

    @Test
    void theNewestTenAreKeptAndWhatIsNoProbe() throws Exception {
        assertThat(probe(true)).containsExactly(probes.resolve(NEWEST).resolve("page.txt"));
        assertThat(names()).hasSize(11).startsWith("20261122T030000.000Z").endsWith(NEWEST, "mine");
    }

    @Test
    void oneThatLeavesNothingIsNotOneOfThem() throws Exception {
        assertThat(probe(false)).isEmpty();
        assertThat(names())
                .hasSize(11)
                .startsWith("20261122T020000.000Z")
                .endsWith("20261122T110000.000Z", "mine");
    }
}
