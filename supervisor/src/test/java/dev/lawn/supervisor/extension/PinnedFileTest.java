package dev.lawn.supervisor.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one file that a service.yaml pins by its SHA-256, and every other. */
class PinnedFileTest {

    private static final KeyPair KEY = CrxPacker.rsa();

    @TempDir private Path temp;
    private Path home;
    private Path file;
    private Artefact right;

    @BeforeEach
    void pack() throws Exception {
        home = Files.createDirectories(temp.resolve("extensions/sample"));
        file = crx("1.0");
        right = Artefact.of(file);
    }

    private Path crx(String version) throws IOException {
        return new CrxPacker().manifest(version).signedBy(KEY).pack(temp.resolve(version + ".crx"));
    }

    private Place pinning(@Nullable String sha256) {
        return new Place("sample", home, home.resolve("extension"), CrxPacker.id(KEY), sha256);
    }

    private static void add(Place place, Artefact artefact) throws Exception {
        assertThat(new Installer(place).add(artefact, false, Instant.EPOCH).lock())
                .isEqualTo(Installed.check(place).orElseThrow());
    }

    private static void assertRefused(ThrowingCallable action, String words) {
        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(action)
                .withMessageContaining(words);
    }

    @Test
    void isTheOneThatSha256sumNames() throws Exception {
        Process sum = new ProcessBuilder("sha256sum", file.toString()).start();
        String printed = sum.inputReader().readLine();
        assertThat(printed).isNotNull();
        add(pinning(printed.split(" ", 2)[0]), right);
    }

    @Test
    void leavesNoOtherIn() throws Exception {
        Place place = pinning(right.sha256());
        Artefact other = Artefact.of(crx("1.1"));
        String words =
                "1.1.crx: its SHA-256 is %s, and extension.sha256 in the service.yaml of sample is %s"
                        .formatted(other.sha256(), right.sha256());

        assertRefused(() -> add(place, other), words);
        assertThat(home).as("nothing is changed").isEmptyDirectory();
        add(place, right);
        assertRefused(() -> Installed.compare(other, place), words);
        assertThat(Installed.compare(right, place)).isPresent();
    }

    @Test
    void isNoFolder() throws Exception {
        add(pinning(null), right);
        Artefact folder = Artefact.of(home.resolve("extension"));

        assertRefused(
                () -> add(pinning(right.sha256()), folder),
                "is a folder, and extension.sha256 in the service.yaml of sample pins a CRX file");
    }

    @Test
    void isLookedForAtEveryLoad() throws Exception {
        assertThat(Installed.check(pinning(null))).isEmpty();
        assertRefused(
                () -> Installed.check(pinning(right.sha256())),
                "what there is has no lock that tells its own; add it again with: lawn extension add");

        add(pinning(null), right);
        String another = "0".repeat(64);
        assertRefused(
                () -> Installed.check(pinning(another)),
                "came from a file with the SHA-256 %s (%s), and extension.sha256 in the service.yaml of sample is %s"
                        .formatted(right.sha256(), home.resolve("extension.lock.json"), another));
        assertThat(Installed.check(pinning(right.sha256()))).isPresent();
    }
}
