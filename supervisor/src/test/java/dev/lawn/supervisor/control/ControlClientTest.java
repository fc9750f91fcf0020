package dev.lawn.supervisor.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.lawn.common.model.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ControlClientTest {

    @Test
    void readsWhatTheServerWrites() throws Exception {
        try (ControlWorld world = new ControlWorld().serving()) {
            assertThat(world.client(ControlWorld.TOKEN).status()).isEqualTo(world.document());
        }
    }

    @Test
    void saysWhoRefusedIt() throws Exception {
        try (ControlWorld world = new ControlWorld().serving()) {
            assertThatThrownBy(() -> world.client("other").status())
                    .isInstanceOf(IOException.class)
                    .hasMessage(world.address() + " answered 401");
        }
    }

    @Test
    void theExtensionsDigestIsKnownBeforeItsVersion() throws Exception {
        try (ControlWorld world = new ControlWorld().serving()) {
            StatusDocument.Node node = world.client(ControlWorld.TOKEN).status().nodes().getFirst();

            assertThat(node.extensionSha256()).isEqualTo(ControlWorld.EXTENSION_SHA256);
            assertThat(node.trafficBytes()).isEqualTo(5120);
            assertThat(node.traffic())
                    .isEqualTo(
                            new TrafficDocument(
                                    Map.of(
                                            "service", new TrafficDocument.Bytes(0, 0, 0),
                                            "control", new TrafficDocument.Bytes(1024, 4096, 2),
                                            "other", new TrafficDocument.Bytes(0, 0, 0)),
                                    3,
                                    Map.of("timeout", 4L),
                                    null));
            assertThat(node.extensionVersion()).as("no browser has said it").isNull();
        }
    }

    @Test
    void theAgeOfTheSessionIsThereWithoutAWorker() throws Exception {
        try (ControlWorld world = new ControlWorld().serving()) {
            StatusDocument.Node node = world.client(ControlWorld.TOKEN).status().nodes().getFirst();

            assertThat(node.signedInSince()).isEqualTo("2026-10-01T09:30:00.123Z");
            assertThat(node.sessionUntil()).isEqualTo("2026-10-31T09:30:00.123Z");
            assertThat(ControlJson.write(world.document()))
                    .contains("\"signed_in_since\"", "\"session_until\"");
        }
    }

    @Test
    void printsNoToken() throws Exception {
        try (ControlWorld world = new ControlWorld()) {
            assertThat(world.client(ControlWorld.TOKEN).toString())
                    .contains(world.address())
                    .doesNotContain("canary");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "{}", "[]", "canary", "{\"nodes\":[]}", "<html>canary</html>"})
    void somebodyElsesAnswerIsNoStatus(String body) throws Exception {
        HttpServer other =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        other.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        other.start();
        try {
            String address = "127.0.0.1:" + other.getAddress().getPort();
            assertThatThrownBy(() -> new ControlClient(address, Secret.of("t")).status())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(address + " answered with no status document")
                    .hasMessageNotContaining("canary");
        } finally {
            other.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b:1", "host:port:9", "", "[::1"})
    void anAddressThatIsNoneIsSaidToBeNone(String address) {
        assertThatThrownBy(() -> new ControlClient(address, Secret.of("t")).status())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no HOST:PORT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "../status", "A", "", "ä"})
    void aWordThatIsNoNameIsNoNode(String node) throws Exception {
        ControlClient nobody = new ControlClient("127.0.0.1:1", Secret.of("t"));

        assertThat(nobody.ask(node, NodeRequest.STOP)).isEqualTo(NodeAnswer.NO_SUCH_NODE);
    }
}
