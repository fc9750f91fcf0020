package dev.lawn.supervisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.supervisor.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGHUP to {@code lawn up} as a service manager runs it: without a terminal. */
class HangupIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir private Path temp;

    @Test
    void reloadsWithoutATerminalAndGoesOn() throws Exception {
        write("n1");
        Process lawn = up();
        try {
            awaitLog("n1: start as ");
            write("n1", "n2");
            hangUp(lawn);
            awaitLog("reloaded: 1 unchanged, 0 changed, 1 added, 0 removed");
            awaitLog("reloaded: n2 added");

            write("n1", "n1");
            hangUp(lawn);

            awaitLog("reload refused, nothing has changed: ");
            assertThat(lawn.isAlive()).isTrue();
        } finally {
            lawn.destroy();
            assertThat(lawn.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(lawn.exitValue()).isEqualTo(143);
    }

    /** Its workers end at once: nothing is where they should be. */
    private Process up() throws IOException {
        List<String> command =
                List.of(
                        // Whoever runs the tests may ignore the signal, and its children with it.
                        "env",
                        "--default-signal=HUP",
                        "setsid",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-Dlawn.home=" + Path.of("..").toAbsolutePath().normalize(),
                        "-Dlawn.worker.classpath=" + temp.resolve("nothing"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "up",
                        "--allow-root",
                        "--file=" + temp.resolve("accounts.yaml"),
                        "--state-dir=" + temp.resolve("state"),
                        "--metrics-listen=127.0.0.1:0",
                        "--control-listen=127.0.0.1:0");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("out").toFile())
                .start();
    }

    private void write(String... nodes) throws IOException {
        StringBuilder yaml = new StringBuilder("service: demo\naccounts:\n");
        for (String node : nodes) {
            yaml.append(
                    " - { name: %1$s, email: %1$s@example.com, password: unused }%n"
                            .formatted(node));
        }
        Path file = temp.resolve("accounts.yaml");
        Files.writeString(file, yaml);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static void hangUp(Process process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private void awaitLog(String words) {
        Eventually.within(
                SOON,
                words,
                () ->
                        assertThat(Files.readString(temp.resolve("state/logs/supervisor.log")))
                                .as(Files.readString(temp.resolve("out")))
                                .contains(words));
    }
}
