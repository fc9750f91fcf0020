package dev.lawn.simulator.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.simulator.TestWorld;
import dev.lawn.simulator.TestWorld.Answer;
import dev.lawn.simulator.service.Stats;
import java.nio.file.Path;
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
    void thePageHasTheStepsAndIsCounted() throws Exception {
        Answer page = world.get("/");

        assertThat(page.body())
                .contains("ACCEPT ALL", "name=\"email\"", "CONTINUE", "USE PASSWORD INSTEAD")
                .contains("name=\"password\"", "SIGN IN", "id=\"dashboard\"", "Logout");
        assertThat(world.get("/app.js").status()).isEqualTo(200);
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
