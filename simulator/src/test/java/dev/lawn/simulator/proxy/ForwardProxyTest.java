package dev.lawn.simulator.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.simulator.TestWorld;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By raw sockets: a client library would hide what goes over the wire. */
class ForwardProxyTest {

    private TestWorld world;
    private String site;

    @BeforeEach
    void start(@TempDir Path state) throws Exception {
        world = TestWorld.start(state);
        site = world.simulator().uri().getAuthority();
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    @Test
    void eachProxyHasItsOwnExitAddress() throws Exception {
        for (int i = 0; i < 2; i++) {
            String answer = ask(proxy(i), "GET http://%s/ip HTTP/1.1".formatted(site), auth(i), "");
            assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n127.0.1." + (i + 1));
        }
    }

    @Test
    void aTunnelGoesOutByTheSameAddress() throws Exception {
        String inside = "GET /ip HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        String answer = ask(proxy(1), "CONNECT %s HTTP/1.1".formatted(site), auth(1), inside);

        assertThat(answer).startsWith("HTTP/1.1 200 Connection Established\r\n\r\nHTTP/1.1 200 OK");
        assertThat(answer).endsWith("127.0.1.2");
    }

    @Test
    void withoutTheRightCredentialsNothingIsForwarded() throws Exception {
        String line = "GET http://%s/ HTTP/1.1".formatted(site);

        assertThat(ask(proxy(0), line, "", ""))
                .startsWith("HTTP/1.1 407")
                .contains("Proxy-Authenticate: Basic");
        assertThat(ask(proxy(0), line, auth(1), "")).startsWith("HTTP/1.1 407");
        assertThat(ask(proxy(0), "CONNECT %s HTTP/1.1".formatted(site), "", ""))
                .startsWith("HTTP/1.1 407");
        assertThat(world.simulator().stats().pagesServed()).isZero();
    }

    @Test
    void onlyLoopbackCanBeReached() throws Exception {
        for (String target :
                new String[] {"example.com:80", "192.0.2.1:80", "0.0.0.0:80", "[2001:db8::1]:80"}) {
            assertThat(ask(proxy(0), "CONNECT %s HTTP/1.1".formatted(target), auth(0), ""))
                    .startsWith("HTTP/1.1 403");
            assertThat(ask(proxy(0), "GET http://%s/ HTTP/1.1".formatted(target), auth(0), ""))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void itsLogTellsTheBytesOfEachTargetAsItWasAskedFor() throws Exception {
        String named = "api.simulator.test:" + site.substring(site.indexOf(':') + 1);
        String inside = "GET /ip HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        String plain = ask(proxy(0), "GET http://%s/ip HTTP/1.1".formatted(named), auth(0), "");
        String tunnel = ask(proxy(0), "CONNECT %s HTTP/1.1".formatted(named), auth(0), inside);
        String refused = ask(proxy(0), "CONNECT example.com:443 HTTP/1.1", auth(0), "");
        ask(proxy(0), "CONNECT example.com:443 HTTP/1.1", auth(1), "");

        int head = ("Host: x\r\n" + auth(0) + "\r\n\r\n").length();
        int sent =
                "GET http://%s/ip HTTP/1.1CONNECT %s HTTP/1.1".formatted(named, named).length()
                        + 2 * head
                        + inside.length();
        assertThat(world.simulator().trafficByTarget(0))
                .isEqualTo(
                        Map.of(
                                named,
                                new ProxyTraffic(2, 0, sent, plain.length() + tunnel.length()),
                                "example.com:443",
                                new ProxyTraffic(
                                        1,
                                        1,
                                        "CONNECT example.com:443 HTTP/1.1".length() + head,
                                        refused.length())));
    }

    @Test
    void aTargetThatDoesNotListenIs502() throws Exception {
        // Bound, so that nobody else listens there; and without listening itself.
        try (Socket nobody = new Socket()) {
            nobody.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            String line = "CONNECT 127.0.0.1:%d HTTP/1.1".formatted(nobody.getLocalPort());

            assertThat(ask(proxy(0), line, auth(0), "")).startsWith("HTTP/1.1 502");
        }
    }

    @Test
    void whatIsNoProxyRequestIs400() throws Exception {
        assertThat(ask(proxy(0), "GET / HTTP/1.1", auth(0), "")).startsWith("HTTP/1.1 400");
        assertThat(ask(proxy(0), "GET ftp://127.0.0.1/ HTTP/1.1", auth(0), ""))
                .startsWith("HTTP/1.1 400");
    }

    private ProxyAddress proxy(int index) {
        return world.simulator().proxies().get(index);
    }

    private String auth(int index) {
        Credentials credentials = Objects.requireNonNull(proxy(index).credentials());
        String plain = credentials.user() + ":" + credentials.password().reveal();
        return "Proxy-Authorization: Basic "
                + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8))
                + "\r\n";
    }

    private static String ask(ProxyAddress proxy, String line, String header, String rest)
            throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral(proxy.host()), proxy.port())) {
            String request = line + "\r\nHost: x\r\n" + header + "\r\n" + rest;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
