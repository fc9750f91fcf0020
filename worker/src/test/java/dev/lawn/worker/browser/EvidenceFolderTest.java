package dev.lawn.worker.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceFolderTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir private Path temp;

    private Path kept(int second, Optional<byte[]> picture) throws IOException {
        return new EvidenceFolder(temp.resolve("logs/pages"))
                .keep(new PageEvidence(picture, "outline"), NOW.plusSeconds(second), "otp");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(temp.resolve("logs/pages"))) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void keepsTheLatestFiveForTheOwnerAlone() throws IOException {
        Files.createDirectories(temp.resolve("logs/pages"));
        Files.writeString(temp.resolve("logs/pages/note.txt"), "not ours");
        for (int i = 0; i < 7; i++) {
            Path _ = kept(i, Optional.of(new byte[] {1}));
        }
        assertThat(names())
                .hasSize(11)
                .contains(
                        "note.txt", "20261122T100006.000Z-otp.png", "20261122T100002.000Z-otp.txt")
                .doesNotContain("20261122T100001.000Z-otp.txt", "20261122T100001.000Z-otp.png");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(kept(8, Optional.of(new byte[9])))))
                .isEqualTo("rw-------");
    }

    @Test
    void namesTheOutlineWhereThereIsNoPictureOrOneTooLarge() throws IOException {
        assertThat(kept(0, Optional.empty())).hasFileName("20261122T100000.000Z-otp.txt");
        assertThat(kept(1, Optional.of(new byte[4 * 1024 * 1024])))
                .hasFileName("20261122T100001.000Z-otp.txt");
        assertThat(kept(2, Optional.of(new byte[1]))).hasFileName("20261122T100002.000Z-otp.png");
        assertThat(names()).filteredOn(each -> each.endsWith("png")).hasSize(1);
    }
}
