package dev.lawn.simulator.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.simulator.TestWorld;
import dev.lawn.simulator.TestWorld.Answer;
import dev.lawn.simulator.service.SignInOutcome;
import dev.lawn.simulator.service.Stats;
import dev.lawn.simulator.service.Variant;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SignInTest {

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
    void rightCredentialsGiveASession() throws Exception {
        Answer answer = world.login(TestWorld.ACCOUNT, TestWorld.PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().propertyNames())
                .containsExactlyInAnyOrder("accessToken", "refreshToken", "userId", "tokenExpiry");
        String token = answer.data().path("accessToken").asString();
        JsonNode user = world.get("/retrieveUser", token).data();
        assertThat(user.path("userId")).isEqualTo(answer.data().path("userId"));
        assertThat(user.path("username").asString()).isEqualTo("one");
    }

    @Test
    void wrongCredentialsAreRefusedAndCounted() throws Exception {
        Answer answer = world.login(TestWorld.ACCOUNT, "wrong");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().at("/error/message").asString()).isEqualTo("Invalid credentials");
        Stats stats = world.simulator().stats();
        assertThat(stats.signInAttempts()).containsOnlyKeys(TestWorld.ACCOUNT);
        assertThat(stats.signInPosts()).isEqualTo(Map.of(TestWorld.ACCOUNT, Map.of("rejected", 1)));
        assertThat(stats.signIns()).isEmpty();
    }

    @Test
    void aForgedTokenIsRefused() throws Exception {
        String token = world.accessToken();
        String forged = (token.startsWith("Y") ? "Z" : "Y") + token.substring(1);

        assertThat(world.get("/activeDevices", forged).status()).isEqualTo(401);
        assertThat(world.get("/activeDevices", "nonsense").status()).isEqualTo(401);
        assertThat(world.get("/activeDevices").status()).isEqualTo(401);
        assertThat(world.get("/activeDevices", token).status()).isEqualTo(200);
    }

    @Test
    void aRefreshTokenIsNoAccessToken() throws Exception {
        Answer answer = world.login(TestWorld.ACCOUNT, TestWorld.PASSWORD);
        String refresh = answer.data().path("refreshToken").asString();

        assertThat(world.get("/retrieveUser", refresh).status()).isEqualTo(401);
    }

    @Test
    void onlyTheLatestMailsCodeIsGoodAndAWrongOneMailsNoOther() throws Exception {
        world.variant(Variant.OTP);
        assertThat(world.login(TestWorld.ACCOUNT, TestWorld.PASSWORD).status()).isEqualTo(403);
        String first = mail().code();
        assertThat(world.login(TestWorld.ACCOUNT, TestWorld.PASSWORD).status()).isEqualTo(403);

        Answer old = world.post("/login", with("otp", first));

        assertThat(old.json().at("/error/message").asString()).isEqualTo("Invalid code");
        assertThat(mail().sent()).isEqualTo(2);
        assertThat(world.post("/login", with("otp", mail().code())).status()).isEqualTo(200);
        assertThat(world.simulator().stats().signInPosts().get(TestWorld.ACCOUNT))
                .isEqualTo(Map.of("code_mailed", 2, "wrong_code", 1, "accepted", 1));
        assertThat(mail().sent()).isEqualTo(2);
    }

    private Stats.Mail mail() {
        return Objects.requireNonNull(world.simulator().stats().mails().get(TestWorld.ACCOUNT));
    }

    @Test
    void aWallIsPassedOnceAfterAPersonTookItDown() throws Exception {
        world.variant(Variant.CAPTCHA);
        Answer refused = world.login(TestWorld.ACCOUNT, TestWorld.PASSWORD);
        String wall = refused.json().at("/error/wall").asString();
        assertThat(refused.json().at("/error/message").asString()).isEqualTo("Invalid reCAPTCHA");
        assertThat(world.post("/login", with("wall", wall)).status()).isEqualTo(403);

        world.post("/challenges.cloudflare.com/solved?wall=" + wall, Map.of());

        assertThat(world.post("/login", with("wall", wall)).status()).isEqualTo(200);
        assertThat(world.post("/login", with("wall", wall)).status()).isEqualTo(403);
        assertThat(world.posts(SignInOutcome.CHALLENGED)).isEqualTo(3);
    }

    private static Map<String, String> with(String member, String value) {
        return Map.of("email", TestWorld.ACCOUNT, "password", TestWorld.PASSWORD, member, value);
    }

    @Test
    void thePageHasTheStepsAndIsCounted() throws Exception {
        Answer page = world.get("/");

        assertThat(page.body())
                .contains("name=\"email\"", "CONTINUE", "USE PASSWORD INSTEAD")
                .contains("name=\"password\"", "SIGN IN", "id=\"dashboard\"", "Logout");
        assertThat(world.get("/stepwise.js").status()).isEqualTo(200);
        assertThat(world.get("/style.css").status()).isEqualTo(200);
        assertThat(world.get("/nothing").status()).isEqualTo(404);
        assertThat(world.simulator().stats().pagesServed()).isOne();
    }

    @Test
    void statsAreTheSameByHttp() throws Exception {
        world.accessToken();

        JsonNode json = world.get("/_stats").json();

        assertThat(json.propertyNames())
                .containsExactlyInAnyOrder(
                        "sign_ins",
                        "sign_in_attempts",
                        "sign_in_posts",
                        "mails",
                        "sockets",
                        "pages_served",
                        "api_requests",
                        "bytes_received",
                        "bytes_sent");
        assertThat(json.path("sign_ins").path(TestWorld.ACCOUNT).asInt()).isOne();
        assertThat(json.path("bytes_sent").asLong())
                .isEqualTo(world.simulator().stats().bytesSent())
                .isPositive();
    }
}
