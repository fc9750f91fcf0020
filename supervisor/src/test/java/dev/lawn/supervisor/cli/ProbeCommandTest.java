package dev.lawn.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code lawn probe} refuses before anything is started or written. */
class ProbeCommandTest {

    private @TempDir Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void home() throws IOException {
        System.setProperty("lawn.home", Path.of("..").toAbsolutePath().normalize().toString());
        script("chromium");
        script("driver");
        accounts("");
    }

    @AfterEach
    void noHome() {
        System.clearProperty("lawn.home");
        assertThat(folder.resolve("state")).doesNotExist();
    }

    private void script(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private void accounts(String more) throws IOException {
        Path file = folder.resolve("accounts.yaml");
        Files.writeString(
                file,
                """
                service: demo
                accounts:
                  - { name: home, email: me@example.com, password: x }
                browser: { binary: %1$s/chromium, driver: %1$s/driver }
                """
                                .formatted(folder)
                        + more);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private int probe(String... words) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "probe",
                                "-f",
                                folder.resolve("accounts.yaml").toString(),
                                "--state-dir",
                                folder.resolve("state").toString(),
                                "--allow-root"));
        all.addAll(List.of(words));
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    @Test
    void aServiceThatIsNotThereIsTakenForAMisspeltOne() {
        assertThat(probe("grsas")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("no such service: grsas, did you mean \"grass\"?\n");
    }

    @Test
    void aServiceIsNeeded() {
        assertThat(probe()).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required parameter: 'SERVICE'");
    }

    @Test
    void aNodeThatIsNotThere() {
        assertThat(probe("demo", "--node", "hme")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("no such node: hme, did you mean \"home\"?\n");
    }

    @Test
    void aNodeOfAnotherService() {
        assertThat(probe("grass", "--node", "home")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("node home runs demo, not grass; say: lawn probe demo --node home\n");
    }

    @Test
    void aWrongDefinitionIsAMatterOfConfiguration() throws IOException {
        accounts("services: { demo: { variables: { app: nowhere } } }\n");
        assertThat(probe("demo")).isEqualTo(78);
        assertThat(err.toString()).contains("service.yaml").contains("sign_in.page");
    }
}
