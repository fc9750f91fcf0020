package dev.lawn.supervisor.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.supervisor.control.ControlJson;
import dev.lawn.supervisor.control.StatusDocument.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that asks for a one-time code, and the person who has it. */
@Timeout(480)
class PersonIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String NODE = "demo-1";

    /** The simulator takes another. */
    private static final String WRONG_CODE = "271828182845";

    private static final String RIGHT_CODE = "123456";

    private static final Pattern PICTURE = Pattern.compile("the page is in (/.+\\.png)");

    @TempDir private Path temp;
    private DemoProcess demo;

    /** What a command of {@code lawn} came to. */
    private record Outcome(int exit, String output) {}

    @BeforeEach
    void start() throws Exception {
        begin("state");
        // The fault is there long before a browser is up, but on a host that paused in between.
        for (int again = 1; hasSignedIn(); again++) {
            demo.end();
            begin("state-" + again);
        }
    }

    private void begin(String folder) throws Exception {
        demo = DemoProcess.start(Files.createDirectory(temp.resolve(folder)), 1, 0);
        fault("otp");
    }

    private boolean hasSignedIn() throws Exception {
        String stats = demo.get(demo.status().summary().simulator() + "/_stats");
        assertThat(stats).contains("\"sign_ins\":{");
        return !stats.contains("\"sign_ins\":{}");
    }

    @AfterEach
    void end() throws Exception {
        demo.end();
    }

    private void fault(String name) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(demo.status().summary().simulator() + "/_fault"))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"fault\":\"" + name + "\"}"))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    /** {@code lawn otp}, the code by stdin. */
    private Outcome otp(String code) throws Exception {
        return lawn(code + "\n", "otp", NODE);
    }

    private Outcome lawn(String typed, String... words) throws Exception {
        List<String> command = new ArrayList<>(DemoProcess.java());
        command.addAll(List.of(words));
        command.add("--state-dir=" + demo.stateDir());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(typed.getBytes(UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), output);
    }

    private Node awaitDetail(String part) {
        Eventually.within(
                SOON,
                "the node says: " + part,
                () -> assertThat(demo.node(NODE).detail()).as(demo.output()).contains(part));
        return node();
    }

    private Node node() {
        try {
            return demo.node(NODE);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Path picture(Node parked) {
        Matcher found = PICTURE.matcher(Objects.requireNonNull(parked.detail()));
        assertThat(found.find()).as(parked.detail()).isTrue();
        return Path.of(found.group(1));
    }

    @Test
    void aCodeHandedOverLetsTheNodeGoOnByItself() throws Exception {
        Node parked = awaitDetail("the page shows name \"otp\"");
        assertThat(parked.state()).isEqualTo("needs_human");
        assertThat(parked.reason()).isEqualTo("otp");
        assertShowsThePageAndNotTheAccount(picture(parked));

        assertThat(otp(WRONG_CODE))
                .isEqualTo(
                        new Outcome(0, NODE + " types it; lawn status tells what becomes of it\n"));
        Node again = awaitDetail("the code was not accepted");
        assertThat(again.state()).isEqualTo("needs_human");
        assertThat(again.since()).as("since it was asked for first").isEqualTo(parked.since());
        assertThat(again.workerPid()).isEqualTo(parked.workerPid());

        Instant before = Instant.now();
        assertThat(otp(RIGHT_CODE).exit()).isZero();
        demo.awaitConnected(SOON);
        assertThat(node().since()).isAfter(before);
        assertThat(node().workerPid()).isEqualTo(parked.workerPid());

        assertThat(otp(RIGHT_CODE))
                .isEqualTo(new Outcome(3, NODE + " does not wait for a code: it is connected\n"));
        assertTheCodeIsNowhere();
    }

    @Test
    void anOperatorsWordEndsWhatWasAskedAndTheBudgetStands() throws Exception {
        Path picture = picture(awaitDetail("the page shows name \"otp\""));
        Path mark = picture.resolve("../../../person-needed").normalize();
        assertThat(mark).exists();

        Outcome answer = lawn("", "sign-in", NODE);

        assertThat(answer.output())
                .startsWith(NODE + " restarts, and signs in anew; account ")
                .endsWith(" (sign_in_budget)\n");
        assertThat(answer.exit()).isZero();
        awaitDetail("until 20");
        assertThat(node().reason()).isEqualTo("sign_in_budget");
        assertThat(mark).doesNotExist();
    }

    private static void assertShowsThePageAndNotTheAccount(Path picture) throws IOException {
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isGreaterThan(600);
        Path outline = Path.of(picture.toString().replace(".png", ".txt"));
        assertThat(Files.readString(outline))
                .contains("One more step", "name=\"otp\"", "\"VERIFY\"")
                .doesNotContain("account-1");
        for (Path each : List.of(picture, outline)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .isEqualTo("rw-------");
        }
        Files.copy(
                picture,
                Path.of("target/parked.png"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** But in the browser's own memory of what was typed into it, which is the node's profile. */
    private void assertTheCodeIsNowhere() throws Exception {
        assertThat(Canaries.of(WRONG_CODE).inFolder(demo.stateDir()))
                .filteredOn(file -> !file.contains("/profile/"))
                .isEmpty();
        assertThat(demo.output()).contains("needs_human").doesNotContain(WRONG_CODE);
        assertThat(ControlJson.write(demo.status())).doesNotContain(WRONG_CODE);
        assertThat(demo.get(demo.status().summary().metrics())).doesNotContain(WRONG_CODE);
    }
}
