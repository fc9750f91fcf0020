package dev.lawn.supervisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.supervisor.extension.CrxPacker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A CRX that Chromium itself packed, through {@code lawn extension} as a process of its own. */
class PackedExtensionIT {

    private static final Path DEMO = Path.of("../extensions/demo");

    @TempDir private Path temp;
    private Path home;

    /** How a command ended, and what it said. */
    private record Ended(int code, String said) {}

    @BeforeEach
    void service() throws IOException {
        home = temp.resolve("home");
        Files.createDirectories(home.resolve("extensions/sample"));
        copyExtension(temp.resolve("packed"));
    }

    private static void copyExtension(Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(DEMO.resolve("extension"))) {
            for (Path file : files.toList()) {
                Files.copy(
                        file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** The service of that extension. */
    private void define(String id) throws IOException {
        Files.writeString(
                home.resolve("extensions/sample/service.yaml"),
                Files.readString(DEMO.resolve("service.yaml"))
                        .replace("service: demo", "service: sample")
                        .replaceFirst("\\bid: [a-p]{32}", "id: " + id));
    }

    /**
     * Packs the folder.
     *
     * @param key what to sign with; null for a new one, which Chromium writes beside the folder
     */
    private Path pack(@Nullable Path key) throws Exception {
        Path crx = temp.resolve("packed.crx");
        Files.deleteIfExists(crx);
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "chromium",
                                "--headless",
                                "--no-sandbox",
                                "--user-data-dir=" + temp.resolve("profile"),
                                "--pack-extension=" + temp.resolve("packed")));
        if (key != null) {
            command.add("--pack-extension-key=" + key);
        }
        Ended chromium = run(command);
        assertThat(crx).as(chromium.said()).isRegularFile();
        return crx;
    }

    private Ended lawn(String... words) throws Exception {
        List<String> command = new ArrayList<>(DemoProcess.java());
        command.replaceAll(word -> word.startsWith("-Dlawn.home=") ? "-Dlawn.home=" + home : word);
        command.addAll(List.of(words));
        return run(command);
    }

    private Ended run(List<String> command) throws Exception {
        Path output = Files.createTempFile(temp, "said", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertThat(ended).as("%s: %s", command, Files.readString(output)).isTrue();
        return new Ended(process.exitValue(), Files.readString(output));
    }

    private static String id(Ended verified) {
        return verified.said().replaceFirst("(?s).*, id ([a-p]{32}),.*", "$1");
    }

    @Test
    void isAcceptedAndEachChangeIsRefusedInItsOwnWords() throws Exception {
        String crx = pack(null).toString();
        Path key = temp.resolve("packed.pem");
        Ended alone = lawn("extension", "verify", crx);
        assertThat(alone.code()).as(alone.said()).isZero();
        define(id(alone));

        Ended added = lawn("extension", "add", crx);
        assertThat(added.code()).as(added.said()).isZero();
        assertThat(added.said()).contains("sample: Lawn demo node 1.0.0", "alarms", "storage");
        assertThat(lawn("extension", "verify", crx).said())
                .contains(", for sample, which has 1.0.0");
        assertThat(lawn("extension", "verify", "sample").code()).isZero();

        Path flipped = flip(Path.of(crx));
        assertRefused(flipped, "its signature does not fit its content");

        Path leaving =
                new CrxPacker()
                        .manifest("1.0.0", "storage")
                        .file("../evil.js", "steal();")
                        .signedBy(CrxPacker.rsa())
                        .pack(temp.resolve("leaving.crx"));
        assertRefused(leaving, "holds \"../evil.js\", a path that leaves the extension's folder");

        addPermission();
        assertRefused(pack(key), "asks for other permissions than 1.0.0, which sample has: + tabs");

        Files.delete(key);
        assertRefused(pack(null), "is another extension: its id is ");
    }

    private Path flip(Path crx) throws IOException {
        byte[] bytes = Files.readAllBytes(crx);
        bytes[bytes.length / 2] ^= 1;
        return Files.write(temp.resolve("flipped.crx"), bytes);
    }

    private void addPermission() throws IOException {
        Path manifest = temp.resolve("packed/manifest.json");
        Files.writeString(
                manifest, Files.readString(manifest).replace("\"alarms\"", "\"alarms\", \"tabs\""));
    }

    private void assertRefused(Path crx, String words) throws Exception {
        Ended refused = lawn("extension", "verify", crx.toString(), "--service", "sample");

        assertThat(refused.said()).startsWith(crx + ": ").contains(words);
        assertThat(refused.code()).isEqualTo(78);
    }

    /** At the id of the CRX, from the read-only folder that was unpacked from it. */
    @Test
    void aRealBrowserLoadsWhatWasUnpacked() throws Exception {
        Path crx = pack(null);
        String id = id(lawn("extension", "verify", crx.toString()));
        define(id);
        Ended added = lawn("extension", "add", crx.toString());
        assertThat(added.code()).as(added.said()).isZero();

        Ended page =
                run(
                        List.of(
                                "chromium",
                                "--headless",
                                "--no-sandbox",
                                "--user-data-dir=" + temp.resolve("profile"),
                                "--load-extension=" + home.resolve("extensions/sample/extension"),
                                "--dump-dom",
                                "chrome-extension://" + id + "/manifest.json"));

        assertThat(page.said()).contains("Lawn demo node");
        Ended after = lawn("extension", "verify", "sample");
        assertThat(after.code()).as("the browser wrote nothing there: %s", after.said()).isZero();
    }
}
