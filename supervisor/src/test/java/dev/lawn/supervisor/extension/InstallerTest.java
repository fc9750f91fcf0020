package dev.lawn.supervisor.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a checked artefact to the locked folder, and what a later look finds. */
class InstallerTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final KeyPair KEY = CrxPacker.rsa();
    private static final KeyPair OTHER = CrxPacker.rsa();

    @TempDir private Path temp;
    private Path home;
    private Place place;

    @BeforeEach
    void service() throws IOException {
        home = Files.createDirectories(temp.resolve("extensions/sample"));
        place = new Place("sample", home, home.resolve("extension"), CrxPacker.id(KEY), null);
    }

    private Artefact crx(String version, String... permissions)
            throws ExtensionException, IOException {
        return crx(KEY, version, permissions);
    }

    private Artefact crx(KeyPair key, String version, String... permissions)
            throws ExtensionException, IOException {
        CrxPacker packer =
                new CrxPacker()
                        .manifest(version, permissions)
                        .file("_metadata/verified_contents.json", "{}")
                        .file("_locales/en/messages.json", "{}");
        return Artefact.of(packer.signedBy(key).pack(temp.resolve(version + ".crx")));
    }

    private Lock add(Artefact artefact) throws ExtensionException, IOException {
        return new Installer(place).add(artefact, false, NOW).lock();
    }

    private void assertRefused(Artefact artefact, String words) throws IOException {
        List<String> before = tree(home);
        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(() -> add(artefact))
                .withMessageContaining(words);
        assertThat(tree(home)).as("nothing is changed").isEqualTo(before);
    }

    private static List<String> tree(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(path -> folder.relativize(path).toString())
                    .filter(path -> !path.equals(AddLock.NAME))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void itIsUnpackedReadOnlyAndLocked() throws Exception {
        Lock lock = add(crx("1.0", "storage"));

        assertThat(tree(home))
                .containsExactly(
                        "",
                        "extension",
                        "extension.lock.json",
                        "extension/_locales",
                        "extension/_locales/en",
                        "extension/_locales/en/messages.json",
                        "extension/background.js",
                        "extension/manifest.json");
        assertThat(permissions("extension/background.js")).isEqualTo("r--r--r--");
        assertThat(permissions("extension/_locales/en")).isEqualTo("r-xr-xr-x");
        assertThat(permissions("extension")).isEqualTo("r-xr-xr-x");
        assertThat(permissions("extension.lock.json")).isEqualTo("rw-r--r--");
        assertThat(LockFile.read(home)).contains(lock);
        assertThat(lock.id()).isEqualTo(CrxPacker.id(KEY));
        assertThat(lock.version()).isEqualTo("1.0");
        assertThat(lock.added()).isEqualTo(NOW);
        assertThat(lock.source()).isEqualTo(temp.resolve("1.0.crx").toString());
        assertThat(lock.sha256()).hasSize(64).isNotEqualTo(lock.treeSha256());
        assertThat(Installed.check(place)).contains(lock);
    }

    private String permissions(String path) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.resolve(path), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void twoAtOnceAreOneTooMany() throws Exception {
        add(crx("1.0"));
        Artefact next = crx("2.0");
        try (AddLock _ = AddLock.take(place)) {
            assertRefused(next, "another lawn extension add is at work for sample; wait until");
        }
        assertThat(add(next).version()).isEqualTo("2.0");
    }

    /** Without it the unpacked extension would get another id than the packed one. */
    @Test
    void theKeyOfTheCrxGoesIntoTheManifest() throws Exception {
        add(crx("1.0"));

        assertThat(Artefact.of(place.folder()).id()).isEqualTo(CrxPacker.id(KEY));
    }

    @Test
    void theTreesDigestIsWhatSha256sumSays() throws Exception {
        Lock lock = add(crx("1.0"));
        Process shell =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "find . -type f -printf '%P\\0' | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum")
                        .directory(place.folder().toFile())
                        .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(shell.waitFor()).isZero();
        assertThat(said).isEqualTo(lock.treeSha256() + "  -\n");
    }

    @Test
    void aNewVersionTakesThePlaceOfTheOldOne() throws Exception {
        Lock first = add(crx("1.0", "storage", "tabs"));
        Installer.Added second =
                new Installer(place).add(crx("2.0", "storage"), false, NOW.plusSeconds(1));

        assertThat(second.before()).isEqualTo(first);
        assertThat(Installed.check(place).orElseThrow().version()).isEqualTo("2.0");
        assertThat(Installed.manifest(place.folder()).version()).isEqualTo("2.0");
        assertThat(tree(home)).noneMatch(path -> path.startsWith("."));
    }

    @Test
    void morePermissionsMustBeAccepted() throws Exception {
        add(crx("1.0", "storage", "alarms"));
        Artefact greedy = crx("2.0", "storage", "tabs");

        assertRefused(
                greedy,
                "2.0.crx: version 2.0 asks for more than 1.0, which sample has: − alarms, + tabs; if you agree, say --accept-permissions");

        assertThat(new Installer(place).add(greedy, true, NOW).lock().version()).isEqualTo("2.0");
    }

    @Test
    void anotherKeyIsAnotherExtension() throws Exception {
        assertRefused(
                crx(OTHER, "1.0"),
                "is another extension: its id is %s (by the key it is made with), and sample wants %s"
                        .formatted(CrxPacker.id(OTHER), CrxPacker.id(KEY)));
    }

    @Test
    void whatSomebodyElsePutThereIsKept() throws Exception {
        Files.createDirectory(place.folder());
        assertThat(add(crx("1.0")).version()).as("an empty folder is nobody's").isEqualTo("1.0");
        Files.delete(LockFile.of(home));

        assertRefused(crx("2.0"), "there is something that lawn extension add did not put there");

        assertThat(add(Artefact.of(place.folder())).version())
                .as("it can be taken as it is")
                .isEqualTo("1.0");
        assertThat(Installed.check(place)).isPresent();
    }

    @Test
    void aFoldersDigestIsThatOfItsTree() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("unpacked"));
        Files.writeString(folder.resolve("manifest.json"), CrxPacker.manifestText("1.0"));
        Files.createDirectory(folder.resolve("_metadata"));
        Files.writeString(folder.resolve("_metadata/generated"), "");
        place = new Place("sample", home, place.folder(), Artefact.of(folder).idAt(place), null);

        Lock lock = add(Artefact.of(folder));

        assertThat(lock.sha256()).isEqualTo(lock.treeSha256());
        assertThat(place.folder().resolve("_metadata")).doesNotExist();
        assertThat(Installed.check(place)).contains(lock);
    }

    @Test
    void whatAnAbortedAddLeftIsInNobodysWay() throws Exception {
        Files.createDirectories(home.resolve(".extension.new/half"));
        Files.createDirectories(home.resolve(".extension.old"));

        add(crx("1.0"));

        assertThat(tree(home)).noneMatch(path -> path.startsWith("."));
    }

    private void open() throws IOException {
        Files.setPosixFilePermissions(place.folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String file : List.of("background.js", "manifest.json")) {
            Files.setPosixFilePermissions(
                    place.folder().resolve(file), PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    private void assertChecked(String words) {
        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(() -> Installed.check(place))
                .withMessageContaining(words);
    }

    @Test
    void aFlippedByteInAFileShows() throws Exception {
        add(crx("1.0"));
        open();
        Files.writeString(place.folder().resolve("background.js"), "'use strict'; steal();\n");

        assertChecked("its files are not those that were added: their SHA-256 is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"added", "removed", "renamed"})
    void everyOtherChangeShowsToo(String change) throws Exception {
        add(crx("1.0"));
        open();
        Path file = place.folder().resolve("background.js");
        switch (change) {
            case "added" -> Files.writeString(place.folder().resolve("more.js"), "");
            case "removed" -> Files.delete(file);
            default -> Files.move(file, file.resolveSibling("foreground.js"));
        }

        assertChecked("its files are not those that were added");
    }

    @Test
    void aChangedPermissionShowsByName() throws Exception {
        add(crx("1.0", "storage"));
        open();
        Path manifest = place.folder().resolve("manifest.json");
        Files.writeString(
                manifest,
                Files.readString(manifest).replace("\"storage\"", "\"storage\", \"tabs\""));

        assertChecked("asks for other permissions than those that were accepted: + tabs");
    }

    @Test
    void anotherIdInTheDefinitionShows() throws Exception {
        add(crx("1.0"));
        place = new Place("sample", home, place.folder(), CrxPacker.id(OTHER), null);

        assertChecked(
                "sample wants the extension %s, and %s was added"
                        .formatted(CrxPacker.id(OTHER), CrxPacker.id(KEY)));
    }

    @Test
    void aFolderThatHasGoneShows() throws Exception {
        add(crx("1.0"));
        ReadOnlyTree.delete(place.folder());

        assertChecked("is not there any more");
    }

    @Test
    void withoutALockThereIsNothingToCheck() throws Exception {
        assertThat(Installed.check(place)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"lock_version\":1}",
                "{\"lock_version\":1,\"id\":\"x\"}",
                "{\"lock_version\":0}"
            })
    void aLockThatSaysNothingIsRefused(String json) throws Exception {
        Files.writeString(LockFile.of(home), json);

        assertChecked("extension.lock.json: is no lock that Lawn wrote");
    }

    @Test
    void aLockWithHalfADigestIsRefused() throws Exception {
        Lock lock = add(crx("1.0"));
        Path file = LockFile.of(home);
        Files.writeString(file, Files.readString(file).replace(lock.sha256(), "5f2b"));

        assertChecked("extension.lock.json: is no lock that Lawn wrote");
    }

    @Test
    void aLockOfANewerLawnIsRefused() throws Exception {
        add(crx("1.0"));
        Path lock = LockFile.of(home);
        Files.writeString(
                lock,
                Files.readString(lock).replace("\"lock_version\" : 1", "\"lock_version\" : 2"));

        assertChecked("a newer Lawn wrote it (version 2)");
    }

    @Test
    void aFileIsComparedBeforeItIsAdded() throws Exception {
        Lock lock = add(crx("1.0", "storage"));

        assertThat(Installed.compare(crx("1.1", "storage"), place)).contains(lock);
        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(() -> Installed.compare(crx("2.0", "tabs"), place))
                .withMessageContaining(
                        "version 2.0 asks for other permissions than 1.0, which sample has: − storage, + tabs");
        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(() -> Installed.compare(crx(OTHER, "1.0"), place))
                .withMessageContaining("is another extension");
    }
}
