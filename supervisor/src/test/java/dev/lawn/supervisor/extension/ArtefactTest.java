package dev.lawn.supervisor.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read out of a CRX that is properly signed, and out of a folder. */
class ArtefactTest {

    private static final KeyPair KEY = CrxPacker.rsa();

    @TempDir private Path temp;

    private CrxPacker packer() {
        return new CrxPacker().manifest("1.0", "storage").signedBy(KEY);
    }

    private Artefact artefact(CrxPacker packer) throws ExtensionException, IOException {
        return Artefact.of(packer.pack(temp.resolve("sample.crx")));
    }

    private void assertRefused(CrxPacker packer, String words) {
        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(() -> artefact(packer))
                .withMessageStartingWith(temp.resolve("sample.crx") + ": ")
                .withMessageContaining(words);
    }

    @Test
    void aCrxTellsItsManifestAndItsDigest() throws Exception {
        Artefact artefact = artefact(packer());

        assertThat(artefact.manifest().name()).isEqualTo("Sample");
        assertThat(artefact.manifest().version()).isEqualTo("1.0");
        assertThat(artefact.manifest().permissions().lines())
                .containsExactly("pages https://app.example.com/*", "storage");
        assertThat(artefact.id()).isEqualTo(CrxPacker.id(KEY));
        assertThat(artefact.sha256())
                .isEqualTo(
                        Sha256.hex(
                                ByteBuffer.wrap(Files.readAllBytes(temp.resolve("sample.crx")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.js", "a/../../evil.js", "/etc/cron.d/evil", "..", "js/.."})
    void aPathThatLeavesTheFolderIsRefused(String path) {
        assertRefused(
                packer().file(path, "evil"),
                "holds \"%s\", a path that leaves the extension's folder".formatted(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a//b.js", "./a.js", "..\\evil.js", "a\nb.js"})
    void anOddPathIsRefused(String path) {
        assertRefused(packer().file(path, "odd"), "which is no path that an extension needs");
    }

    @Test
    void aFileThatIsAlsoAFolderIsRefused() {
        assertRefused(packer().file("a/b.js", "").file("a", ""), "holds \"a\" twice");
    }

    @Test
    void linksAreRefused() throws Exception {
        byte[] zip = packer().file("link.js", "/etc/passwd").zip();
        int entry = centralEntry(zip, "link.js");
        zip[entry + 5] = 3; // made on Unix
        ByteBuffer.wrap(zip)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(entry + 38, (int) (0120777L << 16));
        Path file = Files.write(temp.resolve("link.crx"), packer().pack(zip));

        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(() -> Artefact.of(file))
                .withMessageContaining("\"link.js\" in its ZIP is a link");
    }

    @Test
    void aFileThatStandsTwiceIsRefused() throws Exception {
        byte[] zip = packer().file("b.js", "1").file("c.js", "2").zip();
        zip[centralEntry(zip, "c.js") + 46] = 'b';
        Path file = Files.write(temp.resolve("twice.crx"), packer().pack(zip));

        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(() -> Artefact.of(file))
                .withMessageContaining("holds \"b.js\" twice");
    }

    /** Where the central directory's entry of a file begins. */
    private static int centralEntry(byte[] zip, String path) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < zip.length - 46 - name.length; at++) {
            if (bytes.getInt(at) == 0x02014b50
                    && bytes.slice(at + 46, name.length).equals(ByteBuffer.wrap(name))) {
                return at;
            }
        }
        throw new AssertionError(path);
    }

    @Test
    void whatSaysThatItIsHugeIsRefused() throws Exception {
        byte[] zip = packer().file("bomb.js", "boom").zip();
        ByteBuffer.wrap(zip)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(centralEntry(zip, "bomb.js") + 24, 300 << 20);
        Path file = Files.write(temp.resolve("bomb.crx"), packer().pack(zip));

        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(() -> Artefact.of(file))
                .withMessageContaining("takes 300 MiB unpacked");
    }

    @Test
    void whatUnpacksToMoreThanItSaysIsStopped() throws Exception {
        byte[] zip = packer().file("bomb.js", "x".repeat(5_000_000)).zip();
        ByteBuffer.wrap(zip)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(centralEntry(zip, "bomb.js") + 24, 100);
        Artefact artefact = Artefact.of(Files.write(temp.resolve("bomb.crx"), packer().pack(zip)));
        Path folder = temp.resolve("unpacked");

        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(() -> ReadOnlyTree.write(artefact.contents(), folder))
                .withMessageContaining("\"bomb.js\", which is not as long as it says");
        assertThat(folder).doesNotExist();
    }

    @Test
    void tooManyFilesAreRefused() {
        CrxPacker packer = packer();
        for (int i = 0; i < Contents.MOST_FILES; i++) {
            packer.file("f" + i, "");
        }
        assertRefused(packer, "holds 10002 files");
    }

    @Test
    void noZipIsRefused() throws Exception {
        Path file =
                Files.write(
                        temp.resolve("sample.crx"),
                        packer().pack("no zip".getBytes(StandardCharsets.UTF_8)));

        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(() -> Artefact.of(file))
                .withMessageContaining("its ZIP is damaged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"manifest_version":2,"name":"a","version":"1"}             | is not of manifest_version 3
                    {"name":"a","version":"1"}                                  | is not of manifest_version 3
                    {"manifest_version":3,"version":"1"}                        | has no name
                    {"manifest_version":3,"name":"a"}                           | has no version
                    {"manifest_version":3,"name":"a","version":1}               | has no version
                    {"manifest_version":3,"name":"a","version":"1.x"}           | has no version a browser would take
                    {"manifest_version":3,"name":"a","version":"1","key":"A"}   | has a key that is not base64
                    {"manifest_version":3,"name":"a","name":"b","version":"1"}  | is no JSON
                    {"manifest_version":3,"name":"a","version":"1","permissions":["t\\u001b[2Kabs"]} | names a permission with characters that do not print
                    []                                                          | is no JSON
                    {                                                           | is no JSON
                    """)
    void manifestsThatNoBrowserTakesAreRefused(String manifest, String words) {
        assertRefused(new CrxPacker().file("manifest.json", manifest).signedBy(KEY), words);
    }

    @Test
    void withoutAManifestItIsNoExtension() {
        assertRefused(
                new CrxPacker().file("sub/manifest.json", "{}").signedBy(KEY),
                "holds no manifest.json at its top");
    }

    @Test
    void commentsAreNoMistake() throws Exception {
        String manifest = "// ours\n" + CrxPacker.manifestText("2.0") + "/* end */";

        assertThat(
                        artefact(new CrxPacker().file("manifest.json", manifest).signedBy(KEY))
                                .manifest()
                                .version())
                .isEqualTo("2.0");
    }

    @Test
    void everyKindOfPermissionIsRead() throws Exception {
        String manifest =
                """
                {
                  "manifest_version": 3, "name": "a", "version": "1",
                  "permissions": ["tabs", "alarms", {"odd": 1}],
                  "host_permissions": ["https://b/*"],
                  "optional_permissions": ["history"],
                  "optional_host_permissions": ["https://c/*"],
                  "content_scripts": [{"matches": ["https://d/*"], "js": ["x.js"]}]
                }
                """;

        assertThat(
                        artefact(new CrxPacker().file("manifest.json", manifest).signedBy(KEY))
                                .manifest()
                                .permissions()
                                .lines())
                .containsExactlyInAnyOrder(
                        "alarms",
                        "tabs",
                        "{\"odd\":1}",
                        "pages https://b/*",
                        "later history",
                        "later pages https://c/*",
                        "scripts in https://d/*");
    }

    @Test
    void theIdOfAFolderIsByItsKeyElseByWhereItGoes() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("unpacked"));
        Files.writeString(folder.resolve("manifest.json"), CrxPacker.manifestText("1.0"));
        Place here = new Place("sample", temp, folder, "a".repeat(32), null);
        Place there = new Place("sample", temp, temp.resolve("other"), "a".repeat(32), null);
        Artefact keyless = Artefact.of(folder);

        assertThat(keyless.id()).isNull();
        assertThat(keyless.idAt(here)).matches("[a-p]{32}").isNotEqualTo(keyless.idAt(there));
        assertThat(Artefact.of(Path.of("../extensions/demo/extension")).idAt(there))
                .as("the id in its service.yaml")
                .isEqualTo(demoId());
    }

    private static String demoId() throws IOException {
        return Files.readString(Path.of("../extensions/demo/service.yaml"))
                .replaceFirst("(?s).*\\bid: ([a-p]{32}).*", "$1");
    }

    @Test
    void aLinkInAFolderIsRefused() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("unpacked"));
        Files.writeString(folder.resolve("manifest.json"), CrxPacker.manifestText("1.0"));
        Files.createSymbolicLink(folder.resolve("link.js"), Path.of("manifest.json"));

        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(() -> Artefact.of(folder))
                .withMessageContaining("\"link.js\" is a link");
    }
}
