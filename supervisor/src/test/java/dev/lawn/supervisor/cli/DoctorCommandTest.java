package dev.lawn.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lawn doctor} on this host, with programs that only say their version. */
class DoctorCommandTest {

    private @TempDir Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void programs() throws IOException {
        script("chromium", "Chromium 156.0.8078.79 built on Debian");
        script("driver", "ChromeDriver 156.0.8078.79 (abc)");
        Files.writeString(
                folder.resolve("accounts.yaml"),
                """
                accounts: []
                browser: { binary: %1$s/chromium, driver: %1$s/driver }
                """
                        .formatted(folder));
    }

    private void script(String name, String says) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\necho '%s'\n".formatted(says));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private int doctor(String... words) {
        String[] all = new String[words.length + 5];
        all[0] = "doctor";
        all[1] = "-f";
        all[2] = folder.resolve("accounts.yaml").toString();
        all[3] = "--state-dir";
        all[4] = folder.resolve("state").toString();
        System.arraycopy(words, 0, all, 5, words.length);
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    @Test
    void withoutNodesItChecksForOne() {
        assertThat(doctor()).as(out.toString()).isZero();
        assertThat(out.toString())
                .containsPattern("ok +driver +156\\.0\\.8078\\.79, ")
                .contains("for 1 node");
        assertThat(err.toString()).isEmpty();
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void aDriverOfAnotherVersionIsAnError() throws IOException {
        script("driver", "ChromeDriver 155.0.1.2 (abc)");

        assertThat(doctor()).isEqualTo(78);
        assertThat(out.toString())
                .containsPattern(
                        "error +driver +chromedriver 155 drives only Chromium 155, this is 156")
                .containsPattern("→ (sudo )?apt-get install chromium-driver");
    }

    @Test
    void upSaysItAndStartsNothing() throws IOException {
        script("driver", "ChromeDriver 155.0.1.2 (abc)");
        Files.writeString(
                folder.resolve("accounts.yaml"),
                """
                service: demo
                accounts:
                  - { name: a, email: me@example.com, password: x }
                browser: { binary: %1$s/chromium, driver: %1$s/driver }
                """
                        .formatted(folder));
        Files.setPosixFilePermissions(
                folder.resolve("accounts.yaml"), PosixFilePermissions.fromString("rw-------"));
        System.setProperty("lawn.home", Path.of("..").toAbsolutePath().normalize().toString());
        try {
            int code =
                    Main.commandLine()
                            .setOut(new PrintWriter(out, true))
                            .setErr(new PrintWriter(err, true))
                            .execute(
                                    "up",
                                    "--allow-root",
                                    "-f",
                                    folder.resolve("accounts.yaml").toString(),
                                    "--state-dir",
                                    folder.resolve("state").toString());

            assertThat(err.toString()).startsWith("error: driver: chromedriver 155 drives only");
            assertThat(code).isEqualTo(78);
            assertThat(folder.resolve("state/nodes")).doesNotExist();
        } finally {
            System.clearProperty("lawn.home");
        }
    }

    @Test
    void jsonForMachines() throws IOException {
        script("driver", "ChromeDriver 155.0.1.2 (abc)");

        assertThat(doctor("--json")).isEqualTo(78);
        assertThat(out.toString())
                .contains("\"fine\" : false")
                .contains("\"nodes\" : 1")
                .contains("\"level\" : \"error\"")
                .contains("\"check\" : \"driver\"");
    }
}
