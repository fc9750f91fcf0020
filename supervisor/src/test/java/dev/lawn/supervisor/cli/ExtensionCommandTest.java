package dev.lawn.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lawn.supervisor.extension.CrxPacker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lawn extension} and what {@code validate} and {@code doctor} say afterwards. */
class ExtensionCommandTest {

    private static final KeyPair KEY = CrxPacker.rsa();
    private static final KeyPair OTHER = CrxPacker.rsa();

    private @TempDir Path home;
    private String out = "";
    private String err = "";

    @BeforeEach
    void twoServices() throws IOException {
        String definition = Files.readString(Path.of("../extensions/demo/service.yaml"));
        service("sample", definition, CrxPacker.id(KEY));
        service("second", definition, "b".repeat(32));
        script("chromium", "Chromium 156.0.8078.79 built on Debian");
        script("driver", "ChromeDriver 156.0.8078.79 (abc)");
        Path accounts =
                Files.writeString(
                        home.resolve("accounts.yaml"),
                        """
                        service: sample
                        accounts:
                          - { name: a, email: me@example.com, password: x }
                        services:
                          sample: { variables: { app: "http://127.0.0.1:9", api: "http://127.0.0.1:9" } }
                        browser: { binary: %1$s/chromium, driver: %1$s/driver }
                        """
                                .formatted(home));
        Files.setPosixFilePermissions(accounts, PosixFilePermissions.fromString("rw-------"));
        System.setProperty("lawn.home", home.toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty("lawn.home");
    }

    private void service(String name, String demo, String id) throws IOException {
        Path folder = Files.createDirectories(home.resolve("extensions").resolve(name));
        Files.writeString(
                folder.resolve("service.yaml"),
                demo.replace("service: demo", "service: " + name)
                        .replaceFirst("\\bid: [a-p]{32}", "id: " + id));
    }

    private void script(String name, String says) throws IOException {
        Path file = home.resolve(name);
        Files.writeString(file, "#!/bin/sh\necho '%s'\n".formatted(says));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private String crx(String name, KeyPair key, String version, String... permissions)
            throws IOException {
        return new CrxPacker()
                .manifest(version, permissions)
                .signedBy(key)
                .pack(home.resolve(name))
                .toString();
    }

    private int lawn(String... words) {
        StringWriter said = new StringWriter();
        StringWriter complained = new StringWriter();
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "-f";
        all[words.length + 1] = home.resolve("accounts.yaml").toString();
        int code =
                Main.commandLine()
                        .setOut(new PrintWriter(said, true))
                        .setErr(new PrintWriter(complained, true))
                        .execute(all);
        out = said.toString();
        err = complained.toString();
        return code;
    }

    @Test
    void theServiceIsFoundByTheId() throws IOException {
        assertThat(lawn("validate")).as("there is none yet").isEqualTo(78);
        assertThat(err).contains("add it with: lawn extension add FILE");

        assertThat(lawn("extension", "add", crx("a.crx", KEY, "1.0", "storage"))).isZero();

        assertThat(err).isEmpty();
        assertThat(out)
                .startsWith("sample: Sample 1.0\n")
                .contains("permissions  pages https://app.example.com/*, storage\n")
                .doesNotContain("before");
        assertThat(lawn("validate")).as(err).isZero();
        assertThat(lawn("doctor", "--state-dir", home.resolve("state").toString())).isZero();
        assertThat(out)
                .containsPattern("ok +extension sample +1\\.0, sha256 [0-9a-f]{64}, as it was");
    }

    @Test
    void anExtensionThatNobodyWantsIsNotGuessed() throws IOException {
        String other = crx("other.crx", OTHER, "1.0");

        assertThat(lawn("extension", "add", other)).isEqualTo(2);
        assertThat(err)
                .contains("no service here wants this extension (it is " + CrxPacker.id(OTHER))
                .contains("sample (" + CrxPacker.id(KEY) + "), second (");
        assertThat(lawn("extension", "add", other, "--service", "sample")).isEqualTo(78);
        assertThat(err).contains("is another extension: its id is " + CrxPacker.id(OTHER));
        assertThat(lawn("extension", "add", other, "--service", "third")).isEqualTo(2);
        assertThat(err).isEqualTo("no such service: third; there is: sample, second\n");
        assertThat(lawn("extension", "add", "nowhere.crx")).isEqualTo(2);
        assertThat(err).startsWith("nowhere.crx: no such file or folder");
        assertThat(lawn("extension", "verify", "nowhere.crx")).isEqualTo(2);
        assertThat(err).startsWith("nowhere.crx: no such file or folder");
        assertThat(lawn("extension", "add")).isEqualTo(2);
        assertThat(err).startsWith("give either FILE.crx, FOLDER or --from-store ID");
    }

    @Test
    void anUpdateShowsWhatItAsksFor() throws IOException {
        assertThat(lawn("extension", "add", crx("1.crx", KEY, "1.0", "storage", "alarms")))
                .isZero();
        String greedy = crx("2.crx", KEY, "2.0", "storage", "tabs");

        assertThat(lawn("extension", "verify", greedy)).isEqualTo(78);
        assertThat(err)
                .contains("asks for other permissions than 1.0")
                .contains("− alarms, + tabs");
        assertThat(lawn("extension", "add", greedy)).isEqualTo(78);
        assertThat(err).contains("− alarms, + tabs; if you agree, say --accept-permissions");
        assertThat(lawn("extension", "add", greedy, "--accept-permissions")).isZero();
        assertThat(out).contains("before       1.0: − alarms, + tabs\n").contains("lawn reload");
    }

    @Test
    void aChangedFileStopsEverything() throws IOException {
        assertThat(lawn("extension", "add", crx("1.crx", KEY, "1.0", "storage"))).isZero();
        assertThat(lawn("extension", "verify")).as(err).isZero();
        assertThat(out).startsWith("sample: fine, 1.0, id ").endsWith("second: not locked\n");
        assertThat(lawn("extension", "list")).isZero();
        assertThat(out)
                .containsPattern("sample +1\\.0 +[a-p]{32} +[0-9a-f]{12} +yes +pages .*storage\n")
                .containsPattern("second +- +b{32} +- +missing +-\n");

        Path script = home.resolve("extensions/sample/extension/background.js");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(script, "steal();");

        assertThat(lawn("extension", "verify", "sample", "second")).isEqualTo(78);
        assertThat(err)
                .contains("sample/extension: its files are not those that were added")
                .contains("second: nothing to hold it against");
        assertThat(lawn("extension", "list")).isZero();
        assertThat(out).containsPattern("sample .* NO ").contains("its files are not those");
        assertThat(lawn("validate")).isEqualTo(78);
        assertThat(err)
                .startsWith(home.resolve("extensions/sample/service.yaml") + ": extension: ")
                .contains("its files are not those that were added");
        assertThat(lawn("up", "--allow-root")).isEqualTo(78);
        assertThat(err).contains("its files are not those that were added");
    }

    @Test
    void aDefinitionThatCannotBeReadIsNotPassedOver() throws IOException {
        assertThat(lawn("extension", "add", crx("1.crx", KEY, "1.0", "storage"))).isZero();
        Files.writeString(home.resolve("extensions/second/service.yaml"), "service: second\n");

        assertThat(lawn("extension", "verify")).isEqualTo(78);
        assertThat(out).startsWith("sample: fine");
        assertThat(err).endsWith("second/service.yaml:1: extension: missing; add it\n");
        assertThat(lawn("extension", "list")).isZero();
        assertThat(out).containsPattern("second .* NO ").contains("extension: missing; add it");
    }

    @Test
    void aFileAloneIsVerifiedToo() throws IOException {
        String other = crx("other.crx", OTHER, "3.1");

        assertThat(lawn("extension", "verify", other)).isZero();
        assertThat(out)
                .startsWith(other + ": fine, 3.1, id " + CrxPacker.id(OTHER))
                .doesNotContain(", for ");
        assertThat(lawn("extension", "verify", other, "--service", "sample")).isEqualTo(78);
        assertThat(err).contains("is another extension");
        byte[] bytes = Files.readAllBytes(Path.of(other));
        bytes[bytes.length - 100] ^= 1;
        Files.write(Path.of(other), bytes);
        assertThat(lawn("extension", "verify", other)).isEqualTo(78);
        assertThat(err)
                .isEqualTo(
                        other
                                + ": its signature does not fit its content: it was changed on the way; do not use it, get it again from where it was published\n");
    }

    @Test
    void theStoreIsAskedForItsId() throws IOException {
        byte[] mine = new CrxPacker().manifest("5.0", "storage").signedBy(KEY).pack();
        String[] asked = new String[1];
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext(
                "/crx",
                exchange -> {
                    asked[0] = exchange.getRequestURI().getQuery();
                    exchange.sendResponseHeaders(200, mine.length);
                    exchange.getResponseBody().write(mine);
                    exchange.close();
                });
        server.start();
        String url = "http://127.0.0.1:%d/crx".formatted(server.getAddress().getPort());
        try {
            assertThat(
                            lawn(
                                    "extension",
                                    "add",
                                    "--from-store",
                                    CrxPacker.id(OTHER),
                                    "--store-url",
                                    url))
                    .isEqualTo(78);
            assertThat(err)
                    .contains("the store gave another extension than " + CrxPacker.id(OTHER));
            assertThat(
                            lawn(
                                    "extension",
                                    "add",
                                    "--from-store",
                                    CrxPacker.id(KEY),
                                    "--store-url",
                                    url))
                    .as(err)
                    .isZero();
        } finally {
            server.stop(0);
        }
        assertThat(out).startsWith("sample: Sample 5.0\n");
        assertThat(asked[0]).contains("prodversion=156.0.8078.79&").contains(CrxPacker.id(KEY));
        assertThat(lawn("extension", "add", "--from-store", "grass")).isEqualTo(2);
        assertThat(err).contains("--from-store: \"grass\" is no extension id");
    }
}
