package dev.lawn.simulator.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lawn.simulator.TestWorld;
import dev.lawn.simulator.TestWorld.Answer;
import dev.lawn.simulator.service.SignInOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault with its control: what works before and after. The socket faults: NodeSocketTest. */
class FaultsTest {

    private TestWorld world;

    @BeforeEach
    void start(@TempDir Path state) throws Exception {
        world = TestWorld.start(state);
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    @Test
    void signInHangsUntilTheFaultIsOver() throws Exception {
        world.fault("sign_in_hang");
        CompletableFuture<Void> signIn =
                CompletableFuture.runAsync(
                        () -> {
                            try (Socket socket = request("POST /login", loginBody())) {
                                socket.getInputStream().readAllBytes();
                            } catch (IOException _) {
                                // Closed without an answer is an end, too.
                            }
                        });
        await().until(() -> !world.simulator().stats().signInAttempts().isEmpty());
        await().during(Duration.ofSeconds(1)).until(() -> !signIn.isDone());

        world.fault("none");

        await().until(signIn::isDone);
        assertThat(world.simulator().stats().signIns()).isEmpty();
        assertThat(signInStatus()).isEqualTo(200);
    }

    @Test
    void rightCredentialsAreRejected() throws Exception {
        world.fault("sign_in_reject");
        assertThat(signInStatus()).isEqualTo(401);
        world.fault("none");
        assertThat(signInStatus()).isEqualTo(200);
    }

    @Test
    void aCaptchaStandsInTheWay() throws Exception {
        world.fault("captcha");
        Answer answer = world.login(TestWorld.ACCOUNT, TestWorld.PASSWORD);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().at("/error/code").asString()).isEqualTo("captcha");
        assertThat(world.login(TestWorld.ACCOUNT, "wrong").status()).isEqualTo(401);
        world.fault("none");
        assertThat(signInStatus()).isEqualTo(200);
    }

    @Test
    void aCodeIsAskedForAndTaken() throws Exception {
        world.fault("otp");
        Answer answer = world.login(TestWorld.ACCOUNT, TestWorld.PASSWORD);
        assertThat(answer.json().at("/error/code").asString()).isEqualTo("otp");
        assertThat(world.post("/login", withCode("000000")).status()).isEqualTo(403);
        assertThat(world.post("/login", withCode("123456")).status()).isEqualTo(200);
        assertThat(world.simulator().stats().signInAttempts()).containsEntry(TestWorld.ACCOUNT, 3);
        assertThat(world.simulator().stats().signIns()).containsEntry(TestWorld.ACCOUNT, 1);
    }

    @Test
    void aLockoutTellsHowLongWhateverTheCredentials() throws Exception {
        world.fault("lockout");
        Answer answer = world.login(TestWorld.ACCOUNT, TestWorld.PASSWORD);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.json().at("/error/message").asString())
                .isEqualTo("Please wait for 407 minutes");
        assertThat(answer.headers().firstValue("Retry-After")).contains("24420");
        assertThat(world.login(TestWorld.ACCOUNT, "wrong").status()).isEqualTo(429);
        assertThat(world.posts(SignInOutcome.LOCKED_OUT)).isEqualTo(2);
        world.fault("none");
        assertThat(signInStatus()).isEqualTo(200);
    }

    @Test
    void aSignInIsToldWhenToComeBackByAHeaderAlone() throws Exception {
        world.fault("retry_after");
        Answer answer = world.login(TestWorld.ACCOUNT, TestWorld.PASSWORD);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.json().at("/error/message").asString()).isEqualTo("Too many requests");
        assertThat(answer.headers().firstValue("Retry-After")).contains("5400");

        world.fault("retry_after_date");
        String date =
                world.login(TestWorld.ACCOUNT, TestWorld.PASSWORD)
                        .headers()
                        .firstValue("Retry-After")
                        .orElseThrow();
        Instant when = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        assertThat(Duration.between(Instant.now(), when))
                .isBetween(Duration.ofMinutes(89), Duration.ofMinutes(91));
        assertThat(world.posts(SignInOutcome.LOCKED_OUT)).isEqualTo(2);
    }

    @Test
    void theApiSaysWhenToComeBack() throws Exception {
        String token = world.accessToken();
        world.fault("rate_limit");
        Answer answer = world.get("/activeDevices", token);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("120");
        assertThat(signInStatus()).isEqualTo(200);
        world.fault("none");
        assertThat(world.get("/activeDevices", token).status()).isEqualTo(200);
    }

    @Test
    void aSignInThatIsAnswered500IsCountedToo() throws Exception {
        world.fault("error_500");
        assertThat(signInStatus()).isEqualTo(500);
        assertThat(world.posts(SignInOutcome.SERVER_ERROR)).isOne();
    }

    @Test
    void everythingButTheControlsAndTheExitAddressIs500() throws Exception {
        String token = world.accessToken();
        world.fault("error_500");
        assertThat(world.get("/").status()).isEqualTo(500);
        assertThat(world.get("/retrieveUser", token).status()).isEqualTo(500);
        assertThat(world.get("/_stats").status()).isEqualTo(200);
        assertThat(world.get("/ip").body()).isEqualTo("127.0.0.1");
        world.fault("none");
        assertThat(world.get("/retrieveUser", token).status()).isEqualTo(200);
    }

    @Test
    void thePageDoesNotEndWhileTheFaultLasts() throws Exception {
        world.fault("endless_load");
        try (Socket socket = request("GET /", "")) {
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(15), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200 OK");
            CompletableFuture<byte[]> rest = CompletableFuture.supplyAsync(() -> allOf(in));
            await().during(Duration.ofSeconds(2)).until(() -> !rest.isDone());
            world.fault("none");
            await().until(rest::isDone);
        }
        assertThat(world.get("/").body()).endsWith("</html>\n");
    }

    private int signInStatus() throws Exception {
        return world.login(TestWorld.ACCOUNT, TestWorld.PASSWORD).status();
    }

    private static Map<String, String> withCode(String code) {
        return Map.of("email", TestWorld.ACCOUNT, "password", TestWorld.PASSWORD, "otp", code);
    }

    private static String loginBody() {
        return "{\"email\":\"%s\",\"password\":\"%s\"}"
                .formatted(TestWorld.ACCOUNT, TestWorld.PASSWORD);
    }

    private Socket request(String line, String body) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), world.simulator().uri().getPort());
        String text =
                "%s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(line, body.length(), body);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static byte[] allOf(InputStream in) {
        try {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
