package dev.lawn.supervisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.Secret;
import dev.lawn.common.proc.ProcessFamily;
import dev.lawn.simulator.Simulator;
import dev.lawn.simulator.SimulatorSettings;
import dev.lawn.simulator.service.Fault;
import dev.lawn.simulator.service.Variant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code lawn probe} as a process of its own, with real Chromium, against the simulated site. */
@Timeout(480)
class ProbeIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String USER = "probe-canary@example.com";
    private static final String PASSWORD = "canary-5f2c91";
    private static final Pattern PICTURE = Pattern.compile("the page is in (/.+\\.png)");

    @TempDir private Path temp;
    private Simulator simulator;
    private Set<String> before;

    /** How it ended, and what it said. */
    private record Ended(int code, String said) {}

    @BeforeEach
    void world() throws IOException {
        before = ProcessFamily.all().keySet();
        simulator =
                Simulator.start(
                        new SimulatorSettings(
                                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                                temp.resolve("simulator"),
                                List.of(new Credentials(USER, Secret.of(PASSWORD))),
                                List.of(new Credentials("p1", Secret.of("q1")))));
        Path accounts = temp.resolve("accounts.yaml");
        String site = simulator.uri().toString().replaceFirst("/$", "");
        Files.writeString(
                accounts,
                """
                service: demo
                services: { demo: { variables: { app: "%1$s", api: "%1$s" } } }
                accounts:
                  - name: home
                    email: %2$s
                    password: %3$s
                    nodes:
                      - { name: home-1, proxy: "http://p1:q1@127.0.0.1:%4$d" }
                """
                        .formatted(site, USER, PASSWORD, simulator.proxies().getFirst().port()));
        Files.setPosixFilePermissions(accounts, PosixFilePermissions.fromString("rw-------"));
    }

    /** Whatever was probed: nobody signed in, and nothing runs or lies about. */
    @AfterEach
    void nothingIsLeft() throws IOException {
        try (Simulator _ = simulator) {
            assertThat(simulator.stats().signInAttempts()).isEmpty();
            Eventually.within(
                    SOON, "every process has gone", () -> assertThat(families()).isEmpty());
            assertThat(state().resolve("nodes")).doesNotExist();
            if (Files.exists(state().resolve("probes"))) {
                try (Stream<Path> files = Files.walk(state().resolve("probes"))) {
                    assertThat(files.filter(Files::isRegularFile))
                            .allMatch(
                                    file ->
                                            file.toString()
                                                    .matches(".*-site_(changed|down)\\.(png|txt)"));
                }
            }
        }
    }

    /** Those that came since, of this test's state directory: others may run tests too. */
    private Set<String> families() {
        Set<String> now = new HashSet<>(ProcessFamily.all().keySet());
        now.removeAll(before);
        now.removeIf(marker -> !marker.contains("-probe-"));
        return now;
    }

    private Path state() {
        return temp.resolve("state");
    }

    private Process start(Path output, String... words) throws IOException {
        List<String> command = new ArrayList<>(DemoProcess.java());
        command.addAll(
                List.of(
                        "probe",
                        "demo",
                        "--allow-root",
                        "-f",
                        temp.resolve("accounts.yaml").toString(),
                        "--state-dir",
                        state().toString()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private Ended probe(String... words) throws Exception {
        Path output = Files.createTempFile(temp, "said", ".txt");
        Process process = start(output, words);
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroy();
        String said = Files.readString(output);
        assertThat(ended).as(said).isTrue();
        assertThat(said).doesNotContain(USER, PASSWORD, "q1@");
        return new Ended(process.exitValue(), said);
    }

    @Test
    void tellsStepByStepWhatMatches() throws Exception {
        Ended alone = probe();
        assertThat(alone.code()).as(alone.said()).isZero();
        assertThat(alone.said())
                .containsPattern("matched +extension +loaded as jdnab[a-p]+, version [0-9.]+\n")
                .containsPattern("matched +extension.set_up +page index.html stored ")
                .containsPattern("matched +sign_in.page +http://127.0.0.1:\\d+/, status 200\n")
                .containsPattern("sign_in.steps\\[0\\] +dismiss: button \"ACCEPT ALL\"\n")
                .containsPattern("matched +sign_in.steps\\[1\\] +fill with email: name \"email\"\n")
                .containsPattern("stopped +sign_in.steps\\[1\\] .*nothing was typed\n")
                .containsPattern("skipped +sign_in.steps\\[5\\] +click: button \"SIGN IN\"\n")
                .contains("fine: ");
        assertThat(state().resolve("probes")).doesNotExist();

        Ended asNode = probe("--node", "home-1");
        assertThat(asNode.code()).as(asNode.said()).isZero();
        assertThat(asNode.said())
                .containsPattern("matched +sign_in.steps\\[2\\] +click: button \"CONTINUE\"\n")
                .containsPattern("stopped +sign_in.steps\\[4\\] +the password would be typed here")
                .containsPattern("skipped +sign_in.steps\\[5\\] +click: button \"SIGN IN\"\n");
    }

    @Test
    void namesTheStepThatChangedAndShowsThePage() throws Exception {
        simulator.set(Variant.CHANGED);
        Ended changed = probe("--node", "home-1");
        assertThat(changed.code()).as(changed.said()).isEqualTo(3);
        assertThat(changed.said())
                .containsPattern(
                        "failed +site_changed +sign_in.steps\\[1\\]: nothing matches name"
                                + " \"email\"; the page is in /");
        Matcher picture = PICTURE.matcher(changed.said());
        assertThat(picture.find()).isTrue();
        assertThat(Path.of(picture.group(1))).isNotEmptyFile();
        assertThat(changed.said()).containsPattern("see +/.*site_changed\\.txt\n");
    }

    @Test
    void aSiteThatIsDownIsNoChange() throws Exception {
        simulator.set(Fault.ERROR_500);
        Ended down = probe();
        assertThat(down.code()).as(down.said()).isEqualTo(3);
        assertThat(down.said()).containsPattern("failed +site_down +");
    }

    @Test
    void leavesNothingWhenItIsStopped() throws Exception {
        assertThat(signalled("INT")).isEqualTo(130);
        assertThat(state().resolve("probes")).doesNotExist();
    }

    @Test
    void whatAKilledOneLeftGoesWithTheNext() throws Exception {
        assertThat(signalled("KILL")).isEqualTo(137);
        assertThat(state().resolve("probes")).isNotEmptyDirectory();
        String id = id();
        assertThat(shortFolders(id)).as("its own path is too long for a socket").hasSize(1);
        simulator.set(Fault.NONE);
        Ended next = probe();
        assertThat(next.code()).as(next.said()).isZero();
        assertThat(state().resolve("probes")).doesNotExist();
        assertThat(shortFolders(id)).isEmpty();
    }

    /** Of the one probe whose folder is there. */
    private String id() throws IOException {
        try (Stream<Path> probes = Files.list(state().resolve("probes"))) {
            return Files.readString(probes.findFirst().orElseThrow().resolve("run/id")).strip();
        }
    }

    private static List<Path> shortFolders(String id) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/tmp"))) {
            return all.filter(each -> each.getFileName().toString().startsWith("lawn-" + id))
                    .toList();
        }
    }

    /** The exit code of one that got a signal while its browser waited for a page. */
    private int signalled(String signal) throws Exception {
        simulator.set(Fault.ENDLESS_LOAD);
        Path output = Files.createTempFile(temp, "said", ".txt");
        Process process = start(output);
        Eventually.within(
                SOON,
                "the browser runs",
                () -> assertThat(Files.readString(output)).contains("extension"));
        assertThat(families()).hasSize(1);
        DemoProcess.signal(signal, process.pid());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
