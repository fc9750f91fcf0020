package dev.lawn.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.ProxyScheme;
import dev.lawn.common.net.HttpHead;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Upstreams that do not answer, or hear no more. */
@Timeout(240)
class SlowUpstreamsTest extends UpstreamFixture {

    private static final Duration SOON = Duration.ofMillis(400);

    SlowUpstreamsTest() throws IOException {}

    private Relay hasty(ProxyAddress proxy) throws IOException {
        return relay(TestRelays.by(proxy), limits(SOON, LATE, LATE));
    }

    /** TLS would say farewell first, and wait for ever for the one who does not read. */
    @Test
    void aTlsProxyThatStopsReadingIsLetGo() throws Exception {
        ServerSocket server = opened(tls().server());
        Thread.ofVirtual().start(() -> acceptAndStopReading(server));
        ProxyAddress proxy =
                new ProxyAddress(ProxyScheme.HTTPS, "localhost", server.getLocalPort(), null);
        Relay relay = relay(TestRelays.by(proxy), limits(LATE, SOON, SOON));
        try (Socket client = EchoSite.client(relay)) {
            EchoSite.write(client, "CONNECT site.test:443 HTTP/1.1\r\n\r\n");
            assertThat(client.getInputStream().read()).isEqualTo('H');
            assertThat(EchoSite.flood(client)).isLessThan(KernelBuffers.most());
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> relay.connections() == 0);
    }

    private void acceptAndStopReading(ServerSocket server) {
        try {
            Socket client = opened(server.accept());
            HttpHead _ = HttpHead.read(client.getInputStream());
            EchoSite.write(client, "HTTP/1.1 200 Connection established\r\n\r\n");
        } catch (IOException _) {
            // It was let go.
        }
    }

    @Test
    void aTunnelThroughTlsThatIsHalfOverIsLetGo() throws Exception {
        TinyProxy proxy = opened(new TinyProxy(tls().server()));
        ServerSocket silent = opened(new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1")));
        ProxyAddress named = proxy.address(ProxyScheme.HTTPS, "localhost");
        Relay relay = relay(TestRelays.by(named), limits(LATE, LATE, SOON));
        try (Socket client = EchoSite.client(relay)) {
            String to = "127.0.0.1:" + silent.getLocalPort();
            EchoSite.write(client, "CONNECT " + to + " HTTP/1.1\r\n\r\n");
            Socket _ = opened(silent.accept());
            assertThat(client.getInputStream().read()).isEqualTo('H');
            client.shutdownOutput();
            await().atMost(Duration.ofMinutes(1)).until(() -> relay.connections() == 0);
        }
    }

    @Test
    void aProxyThatSpeaksNoTlsIsToldFromOneThatIsNotThere() throws Exception {
        TinyProxy plain = opened(new TinyProxy());
        Relay relay = hasty(plain.address(ProxyScheme.HTTPS, "localhost"));
        assertThat(site.tunnel(relay, "127.0.0.1")).contains("proxy_");
        assertThat(relay.traffic().failures().keySet().toString()).containsAnyOf("TLS", "TIMEOUT");
    }

    @ParameterizedTest
    @EnumSource(ProxyScheme.class)
    void aProxyThatSaysNothingIsGivenUp(ProxyScheme scheme) throws Exception {
        ServerSocket silent = opened(new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1")));
        Relay relay = hasty(new ProxyAddress(scheme, "127.0.0.1", silent.getLocalPort(), null));
        assertThat(site.tunnel(relay, "127.0.0.1"))
                .startsWith("HTTP/1.1 504")
                .contains("proxy_unreachable (timeout)");
    }

    /** Or it would look as if the host took its time. */
    @Test
    void aProxyThatSaysNothingToAPlainRequestIsGivenUp() throws Exception {
        ServerSocket silent = opened(new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1")));
        Relay relay = hasty(new ProxyAddress("127.0.0.1", silent.getLocalPort(), null));
        assertThat(site.plainAnswer(relay, "127.0.0.1"))
                .startsWith("HTTP/1.1 504")
                .contains("proxy_unreachable (timeout)");
    }

    @Test
    void aHostThatTakesItsTimeBehindAProxyIsWaitedFor() throws Exception {
        TinyProxy proxy = opened(new TinyProxy());
        ServerSocket host = opened(new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1")));
        Relay relay = relay(TestRelays.by(proxy.address()), limits(LATE, SOON, LATE, LATE));
        try (Socket client = EchoSite.client(relay)) {
            EchoSite.write(
                    client,
                    "GET http://127.0.0.1:%d/ HTTP/1.1\r\n\r\n".formatted(host.getLocalPort()));
            Socket asked = opened(host.accept());
            // It answers once the relay has asked the proxy whether it hangs.
            Socket _ = opened(host.accept());
            EchoSite.write(asked, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            assertThat(HttpHead.read(client.getInputStream()).word(1)).isEqualTo("200");
        }
        assertThat(relay.traffic().failures()).isEmpty();
        assertThat(relay.lastFailure()).isEmpty();
    }

    /** It may open tunnels to some ports only, and let the others wait. */
    @Test
    void anAnswerThatCameWhileTheTunnelDidNotIsAnAnswer() throws Exception {
        ServerSocket proxy = opened(new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1")));
        Relay relay =
                relay(
                        TestRelays.by(new ProxyAddress("127.0.0.1", proxy.getLocalPort(), null)),
                        limits(Duration.ofSeconds(4), SOON, LATE, LATE));
        try (Socket client = EchoSite.client(relay)) {
            EchoSite.write(client, "GET http://site.test/ HTTP/1.1\r\n\r\n");
            Socket asked = opened(proxy.accept());
            Socket _ = opened(proxy.accept());
            EchoSite.write(asked, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            assertThat(HttpHead.read(client.getInputStream()).word(1)).isEqualTo("200");
        }
        assertThat(relay.lastFailure()).isEmpty();
    }

    @Test
    void aProxyThatDripsItsAnswerIsGivenUp() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> drip(server));
            Relay relay = hasty(new ProxyAddress("127.0.0.1", server.getLocalPort(), null));
            assertThat(site.tunnel(relay, "127.0.0.1")).startsWith("HTTP/1.1 504");
        }
    }

    private static void drip(ServerSocket server) {
        try (Socket client = server.accept()) {
            client.setSoTimeout(100);
            while (true) {
                client.getOutputStream().write('H');
                try {
                    int _ = client.getInputStream().read();
                } catch (SocketTimeoutException _) {
                    // That was the pause.
                }
            }
        } catch (IOException _) {
            // It was given up.
        }
    }
}
