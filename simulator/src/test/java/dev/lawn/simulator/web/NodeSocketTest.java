package dev.lawn.simulator.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.lawn.simulator.TestWorld;
import dev.lawn.simulator.TestWorld.Answer;
import dev.lawn.simulator.service.Accounts;
import dev.lawn.simulator.service.Stats.OpenSocket;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class NodeSocketTest {

    private static final Map<String, String> CHECK_IN =
            Map.of(
                    "browserId", "b-1",
                    "userId", Accounts.userId(TestWorld.ACCOUNT),
                    "version", "1.0.0",
                    "extensionId", "e-1",
                    "userAgent", "none",
                    "deviceType", "extension");

    private TestWorld world;
    private final NodeClient node = new NodeClient();

    @BeforeEach
    void start(@TempDir Path state) throws Exception {
        world = TestWorld.start(state);
    }

    @AfterEach
    void close() throws Exception {
        node.close();
        world.close();
    }

    private WebSocket connected() throws Exception {
        JsonNode admission = world.post("/checkin", CHECK_IN).json();
        WebSocket socket =
                node.connect(
                                admission.path("destinations").path(0).asString(),
                                admission.path("token").asString())
                        .join();
        assertThat(node.next().path("action").asString()).isEqualTo("AUTH");
        return socket;
    }

    @Test
    void pingIsAnsweredWithPongAndTheScore() throws Exception {
        WebSocket socket = connected();

        socket.sendText("{\"id\":\"7\",\"action\":\"PING\",\"data\":{}}", true).join();

        JsonNode pong = node.next();
        assertThat(pong.path("id").asString()).isEqualTo("7");
        assertThat(pong.path("action").asString()).isEqualTo("PONG");
        assertThat(pong.at("/data/ipScore").asInt()).isBetween(60, 99);
    }

    @Test
    void whatAPeerSaysIsTheLastThatWasHeardOfIt() throws Exception {
        WebSocket socket = connected();
        Instant opened = world.simulator().stats().sockets().getFirst().heardAt();

        socket.sendText("{\"id\":\"7\",\"action\":\"PING\",\"data\":{}}", true).join();
        node.next();

        assertThat(world.simulator().stats().sockets().getFirst().heardAt()).isAfter(opened);
    }

    @Test
    void anOpenSocketIsADeviceThatEarns() throws Exception {
        String token = world.accessToken();
        assertThat(points(token)).isZero();

        connected();

        assertThat(world.simulator().stats().sockets())
                .extracting(OpenSocket::account, OpenSocket::address)
                .containsExactly(tuple(TestWorld.ACCOUNT, "127.0.0.1"));
        JsonNode device = world.get("/activeDevices", token).data().path(0);
        assertThat(device.propertyNames())
                .containsExactlyInAnyOrder(
                        "deviceId",
                        "ipAddress",
                        "ipScore",
                        "multiplier",
                        "aggUptime",
                        "lastConnectedAt",
                        "type");
        assertThat(device.path("ipAddress").asString()).isEqualTo("127.0.0.1");
        assertThat(Instant.parse(device.path("lastConnectedAt").asString()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(device.path("aggUptime").isIntegralNumber()).isTrue();
        assertThat(device.path("type").asString()).isEqualTo("extension");
        assertThat(world.get("/activeIps", token).data().size()).isOne();
        await().until(() -> points(token) > 0.5);
        assertThat(
                        world.get("/epochEarnings?input=%7B%22limit%22:1%7D", token)
                                .data()
                                .at("/data/0/totalPoints")
                                .asDouble())
                .isPositive();
    }

    @Test
    void anOpenSocketMayBeNobodyToTheService() throws Exception {
        String token = world.accessToken();
        connected();
        await().until(() -> points(token) > 0);

        world.control("/_device", Map.of("address", "127.0.0.1", "listed", false));

        assertThat(world.get("/activeDevices", token).data().isEmpty()).isTrue();
        assertThat(world.get("/activeIps", token).data().isEmpty()).isTrue();
        assertThat(world.simulator().stats().sockets()).hasSize(1);
        double earned = points(token);
        await().during(Duration.ofSeconds(1)).until(() -> points(token) == earned);

        world.control("/_device", Map.of("address", "127.0.0.1", "listed", true));

        assertThat(world.get("/activeDevices", token).data().size()).isOne();
        await().until(() -> points(token) > earned);
    }

    @Test
    void aKilledPeerIsNoDeviceAnyMoreAndEarnsNothing() throws Exception {
        String token = world.accessToken();
        connected();

        node.close();

        await().until(() -> world.simulator().stats().sockets().isEmpty());
        assertThat(world.get("/activeDevices", token).data().isEmpty()).isTrue();
        double earned = points(token);
        await().during(Duration.ofSeconds(1)).until(() -> points(token) == earned);
    }

    @Test
    void aWrongAnswerToAuthEndsTheSocket() throws Exception {
        connected()
                .sendText(
                        "{\"id\":\"1\",\"origin_action\":\"AUTH\",\"result\":{\"user_id\":\"x\"}}",
                        true)
                .join();

        await().until(node::hasEnded);
    }

    @Test
    void droppedSocketsMayComeBack() throws Exception {
        connected();

        world.fault("drop_sockets");

        await().until(node::hasEnded);
        await().until(() -> world.simulator().stats().sockets().isEmpty());
        connected();
        assertThat(world.simulator().stats().sockets()).hasSize(1);
    }

    @Test
    void refusedSocketsMayNotUntilTheFaultIsOver() throws Exception {
        connected();

        world.fault("refuse_sockets");

        await().until(node::hasEnded);
        JsonNode admission = world.post("/checkin", CHECK_IN).json();
        assertThat(
                        node.connect(
                                admission.path("destinations").path(0).asString(),
                                admission.path("token").asString()))
                .failsWithin(Duration.ofMinutes(1));
        world.fault("none");
        connected();
    }

    @Test
    void onlyACheckInOpensTheDoor() throws Exception {
        String accessToken = world.accessToken();
        String destination = world.simulator().uri().getAuthority();

        assertThat(node.connect(destination, accessToken)).failsWithin(Duration.ofMinutes(1));
        assertThat(world.post("/checkin", CHECK_IN, "bad token").status()).isEqualTo(401);
        assertThat(world.post("/checkin", Map.of("userId", "nobody")).status()).isEqualTo(401);
        Answer admission = world.post("/checkin", CHECK_IN, accessToken);
        assertThat(admission.json().path("destinations").values())
                .extracting(JsonNode::asString)
                .isEqualTo(List.of(destination));
    }

    private double points(String token) throws Exception {
        return world.get("/retrieveUser", token).data().path("totalPoints").asDouble();
    }
}
