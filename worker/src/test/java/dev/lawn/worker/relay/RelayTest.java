package dev.lawn.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Reason;
import dev.lawn.common.net.WayFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RelayTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final TinyProxy proxy = new TinyProxy();
    private final HttpServer site =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    RelayTest() throws IOException {}

    @BeforeEach
    void start() {
        site.createContext("/", this::answer);
        site.start();
    }

    @AfterEach
    void stop() throws IOException {
        site.stop(0);
        proxy.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = text(exchange.getRequestBody().readAllBytes());
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            asked.addAll(exchange.getRequestHeaders().keySet());
            byte[] answer = "hello".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private String site() {
        return "127.0.0.1:" + site.getAddress().getPort();
    }

    /** What a relay with that way out answers to one raw request, until it hangs up. */
    private static String ask(Relay relay, String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), relay.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return text(socket.getInputStream().readAllBytes());
        }
    }

    private static String ask(@Nullable ProxyAddress way, String request) throws IOException {
        try (Relay relay = Relay.start(TestRelays.by(way))) {
            return ask(relay, request);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String tunnelled() {
        return "CONNECT %s HTTP/1.1\r\nHost: x\r\n\r\nGET /in HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                .formatted(site());
    }

    @Test
    void tunnelsThroughTheProxyWithItsCredentials() throws IOException {
        assertThat(ask(proxy.address(), tunnelled())).startsWith("HTTP/1.1 200").endsWith("hello");
        assertThat(proxy.tunnels).containsExactly(site());
    }

    @Test
    void goesDirectlyWhereThereIsNoProxy() throws IOException {
        assertThat(ask((ProxyAddress) null, tunnelled())).endsWith("hello");
        assertThat(proxy.tunnels).isEmpty();
    }

    @Test
    void sendsPlainRequestsInAbsoluteFormWithItsOwnCredentials() throws IOException {
        String request =
                "POST http://%s/a?b=c HTTP/1.1\r\nHost: elsewhere\r\nProxy-Authorization: Basic x\r\nProxy-Connection: close\r\nContent-Length: 4\r\n\r\nbody"
                        .formatted(site());
        assertThat(ask(proxy.address(), request)).endsWith("hello");
        assertThat(proxy.tunnels).isEmpty();
        assertThat(proxy.plain).containsExactly("http://" + site() + "/a?b=c");
        assertThat(asked)
                .contains("POST /a?b=c body", "Connection")
                .doesNotContain("Proxy-authorization", "Proxy-connection");
    }

    @Test
    void saysThatTheProxyRefusedTheCredentials() throws IOException {
        try (Relay relay = Relay.start(TestRelays.by(proxy.addressWithWrongPassword()))) {
            assertThat(ask(relay, tunnelled()))
                    .startsWith("HTTP/1.1 502")
                    .contains("proxy_auth")
                    .doesNotContain("wrong");
            assertThat(relay.lastFailure().orElseThrow().reason()).isEqualTo(Reason.PROXY_AUTH);
            assertThat(relay.traffic().refused()).isEqualTo(1);
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void saysThatTheProxyCannotBeReached() throws IOException {
        try (Socket deaf = Ports.deaf();
                Relay relay =
                        Relay.start(
                                TestRelays.by(
                                        new ProxyAddress(
                                                "127.0.0.1", deaf.getLocalPort(), null)))) {
            assertThat(ask(relay, tunnelled()))
                    .startsWith("HTTP/1.1 502")
                    .contains("proxy_unreachable");
            assertThat(relay.lastFailure().orElseThrow().reason())
                    .isEqualTo(Reason.PROXY_UNREACHABLE);
            assertThat(asked).as("requests that took another way").isEmpty();
        }
    }

    @Test
    void blamesTheSiteWhereOnlyTheSiteIsDown() throws IOException {
        try (Socket deaf = Ports.deaf();
                Relay relay = Relay.start(TestRelays.by(proxy.address()))) {
            assertThat(ask(relay, tunnelTo(deaf))).startsWith("HTTP/1.1 502").contains("site_down");
            assertThat(relay.lastFailure().orElseThrow().reason()).isEqualTo(Reason.SITE_DOWN);
        }
    }

    private static String tunnelTo(Socket site) {
        return "CONNECT 127.0.0.1:%d HTTP/1.1\r\n\r\n".formatted(site.getLocalPort());
    }

    @Test
    void forgetsAFailureOnceTheWayWorks() throws IOException {
        try (Socket deaf = Ports.deaf();
                Relay relay = Relay.start(TestRelays.by(proxy.address()))) {
            ask(relay, tunnelTo(deaf));
            assertThat(relay.lastFailure()).isPresent();
            ask(relay, tunnelled());
            assertThat(relay.lastFailure()).isEmpty();
        }
    }

    @Test
    void whatAProxySaysOfAnotherHostTellsNothingOfTheWay() throws IOException {
        RelaySettings open = TestRelays.by(proxy.address());
        RelaySettings foreign =
                new RelaySettings(open.proxy(), null, open.targets(), List.of(), open.peers());
        try (Socket deaf = Ports.deaf();
                Relay relay = Relay.start(foreign)) {
            String request = tunnelTo(deaf);
            assertThat(ask(relay, request)).startsWith("HTTP/1.1 502").contains("site_down");
            assertThat(relay.traffic().failures()).containsEntry(WayFault.BAD_GATEWAY, 1L);
            assertThat(relay.lastFailure()).isEmpty();

            proxy.close();
            assertThat(ask(relay, request)).contains("proxy_unreachable");
            assertThat(relay.lastFailure().orElseThrow().reason())
                    .as("is so for every host")
                    .isEqualTo(Reason.PROXY_UNREACHABLE);
        }
    }

    @Test
    void countsWhatGoesThroughIncludingTheTalkWithTheProxy() throws IOException {
        try (Relay relay = Relay.start(TestRelays.by(proxy.address()))) {
            String answer = ask(relay, tunnelled());
            String inner = "GET /in HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            String connect =
                    "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\nProxy-Authorization: %2$s\r\n\r\n"
                            .formatted(site(), TinyProxy.basic());
            String accepted = "HTTP/1.1 200 Connection established\r\n\r\n";
            String own = "HTTP/1.1 200 OK\r\n\r\n";
            assertThat(relay.traffic())
                    .returns((long) connect.length() + inner.length(), Traffic::sentBytes)
                    .returns(
                            (long) accepted.length() + answer.length() - own.length(),
                            Traffic::receivedBytes)
                    .returns(0L, Traffic::refused);
        }
    }

    @Test
    void refusesTheBrowserMakersHostsWithoutAskingAnyone() throws IOException {
        try (Relay relay = Relay.start(TestRelays.by(proxy.address()))) {
            assertThat(ask(relay, "CONNECT update.googleapis.com:443 HTTP/1.1\r\n\r\n"))
                    .startsWith("HTTP/1.1 403")
                    .contains("component updates");
            assertThat(relay.traffic().refused()).isEqualTo(1);
            assertThat(proxy.tunnels).isEmpty();
        }
    }

    @Test
    void refusesThemInEverySpelling() {
        assertThat(RefusedHosts.why("Update.GoogleApis.com.")).isPresent();
        assertThat(RefusedHosts.why("r4---sn-4g5e6nsz.gvt1.com")).isPresent();
        assertThat(RefusedHosts.why("notgvt1.com")).isEmpty();
    }

    @Test
    void saysThatItIsFull() throws IOException {
        List<Socket> clients = new ArrayList<>();
        try (Relay relay = Relay.start(TestRelays.by(proxy.address()))) {
            for (int i = 0; i < 256; i++) {
                clients.add(client(relay));
            }
            // They are looked up side by side: one that came late may be served before the last.
            await().atMost(Duration.ofMinutes(1)).until(() -> relay.connections() == 256);
            try (Socket tooMany = client(relay)) {
                assertThat(tooMany.getInputStream().read()).as("hung up").isNegative();
            }
            assertThat(relay.lastFailure().orElseThrow().detail()).contains("256 connections");
            assertThat(relay.traffic().refused()).isEqualTo(1);
        } finally {
            for (Socket each : clients) {
                each.close();
            }
        }
    }

    private static Socket client(Relay relay) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), relay.address().getPort());
    }

    @Test
    void refusesAHeadWithoutEnd() throws IOException {
        try (Relay relay = Relay.start(TestRelays.by(proxy.address()))) {
            String bomb = "GET http://%s/ HTTP/1.1\r\nX: %s".formatted(site(), "x".repeat(70_000));
            assertThat(ask(relay, bomb)).startsWith("HTTP/1.1 431");
            assertThat(relay.traffic().refused()).isEqualTo(1);
            assertThat(proxy.tunnels).isEmpty();
        }
    }
}
