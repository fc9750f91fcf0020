package dev.lawn.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lawn.common.model.Bind;
import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.ProxyScheme;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.net.HttpHead;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The same three kinds of traffic by every kind of way out. */
@Timeout(60)
class UpstreamsTest {

    private static final Credentials LOGIN = new Credentials("p1", Secret.of("battery:staple"));
    private static final Credentials WRONG = new Credentials("p2", Secret.of("relay-canary"));
    private static final Limits QUICK =
            new Limits(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(700),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(50),
                    32,
                    4);

    @TempDir private static Path tlsFolder;
    @TempDir private Path folder;
    private static TestTls tls;
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
    private final EchoSite site = opened(new EchoSite());

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = TestTls.of(tlsFolder, "localhost");
    }

    UpstreamsTest() throws IOException {}

    private <T extends AutoCloseable> T opened(T closeable) {
        open.add(closeable);
        return closeable;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private Relay relay(ProxyAddress proxy) throws IOException {
        return relay(TestRelays.by(proxy));
    }

    private Relay relay(RelaySettings settings) throws IOException {
        return opened(Relay.start(settings, QUICK, () -> tls.clients()));
    }

    /** Tunnel, plain request and WebSocket. */
    private void assertAllPass(Relay relay, String host) throws IOException {
        assertThat(site.tunnelled(relay, host)).as("CONNECT").isEqualTo("GET /tunnel");
        assertThat(site.plain(relay, host)).as("plain").isEqualTo("GET /plain");
        assertThat(site.upgraded(relay, host)).as("WebSocket").isEqualTo("frames");
        assertThat(relay.lastFailure()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ProxyScheme.class,
            names = {"SOCKS5", "SOCKS5H", "SOCKS4A"})
    void bySocksWithCredentialsAndWithout(ProxyScheme scheme) throws IOException {
        SocksProxy guarded = opened(new SocksProxy(LOGIN));
        assertAllPass(relay(guarded.address(scheme, LOGIN)), "a.site.test");
        // The name went as it was: nobody looked it up here, where it is none.
        assertThat(guarded.asked).hasSize(3).allMatch(each -> each.contains(":a.site.test:"));

        SocksProxy free = opened(new SocksProxy(null));
        assertAllPass(relay(free.address(scheme, null)), "127.0.0.1");

        Relay wrong = relay(guarded.address(scheme, WRONG));
        assertProxyAuth(wrong);
        assertProxyAuth(relay(guarded.address(scheme, null)));
        assertThat(site.requests).hasSize(6);
    }

    private void assertProxyAuth(Relay relay) throws IOException {
        assertThat(site.tunnel(relay, "127.0.0.1"))
                .startsWith("HTTP/1.1 502")
                .contains("proxy_auth")
                .doesNotContain("relay-canary");
        assertThat(site.plainAnswer(relay, "127.0.0.1"))
                .startsWith("HTTP/1.1 502")
                .contains("proxy_auth")
                .doesNotContain("relay-canary");
        assertThat(relay.lastFailure().orElseThrow().reason()).isEqualTo(Reason.PROXY_AUTH);
    }

    @Test
    void byHttpWithCredentials() throws IOException {
        TinyProxy proxy = opened(new TinyProxy());
        assertAllPass(relay(proxy.address()), "127.0.0.1");
        assertThat(proxy.tunnels).as("tunnel and WebSocket").hasSize(2);
        assertThat(proxy.plain).hasSize(1);
        assertProxyAuth(relay(proxy.addressWithWrongPassword()));
    }

    @Test
    void byHttpOverTlsThatIsOfTheProxysName() throws Exception {
        TinyProxy proxy = opened(new TinyProxy(tls.server()));
        ProxyAddress named = proxy.address(ProxyScheme.HTTPS, "localhost");
        assertAllPass(relay(TestRelays.by(named)), "127.0.0.1");

        Relay byAddress = relay(TestRelays.by(proxy.address(ProxyScheme.HTTPS, "127.0.0.1")));
        assertThat(site.tunnel(byAddress, "127.0.0.1"))
                .startsWith("HTTP/1.1 502")
                .contains("proxy_tls");
        assertThat(byAddress.lastFailure().orElseThrow().reason()).isEqualTo(Reason.PROXY_TLS);
    }

    /** TLS would say farewell first, and wait for ever for the one who does not read. */
    @Test
    void aTlsProxyThatStopsReadingIsLetGo() throws Exception {
        ServerSocket server = opened(tls.server());
        Thread.ofVirtual().start(() -> acceptAndStopReading(server));
        ProxyAddress proxy =
                new ProxyAddress(ProxyScheme.HTTPS, "localhost", server.getLocalPort(), null);
        Relay relay =
                opened(
                        Relay.start(
                                TestRelays.by(proxy),
                                standingStill(Duration.ofMillis(400)),
                                () -> tls.clients()));
        try (Socket client = EchoSite.client(relay)) {
            EchoSite.write(client, "CONNECT site.test:443 HTTP/1.1\r\n\r\n");
            assertThat(client.getInputStream().read()).isEqualTo('H');
            assertThat(EchoSite.flood(client)).isLessThan(64L << 20);
        }
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> relay.connections() == 0);
    }

    private static Limits standingStill(Duration atMost) {
        return new Limits(
                QUICK.request(),
                QUICK.head(),
                Duration.ofSeconds(10),
                atMost,
                Duration.ofMillis(400),
                QUICK.round(),
                QUICK.connections(),
                QUICK.unproven());
    }

    @Test
    void aTunnelThroughTlsThatIsHalfOverIsLetGo() throws Exception {
        TinyProxy proxy = opened(new TinyProxy(tls.server()));
        ServerSocket silent = opened(new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1")));
        ProxyAddress named = proxy.address(ProxyScheme.HTTPS, "localhost");
        Limits limits = standingStill(Duration.ofMinutes(5));
        Relay relay = opened(Relay.start(TestRelays.by(named), limits, () -> tls.clients()));
        try (Socket client = EchoSite.client(relay)) {
            String to = "127.0.0.1:" + silent.getLocalPort();
            EchoSite.write(client, "CONNECT " + to + " HTTP/1.1\r\n\r\n");
            Socket _ = opened(silent.accept());
            assertThat(client.getInputStream().read()).isEqualTo('H');
            client.shutdownOutput();
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> relay.connections() == 0);
        }
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
    void aProxyThatSpeaksNoTlsIsToldFromOneThatIsNotThere() throws Exception {
        TinyProxy plain = opened(new TinyProxy());
        Relay relay = relay(TestRelays.by(plain.address(ProxyScheme.HTTPS, "localhost")));
        assertThat(site.tunnel(relay, "127.0.0.1")).contains("proxy_");
        assertThat(relay.traffic().failures().keySet().toString()).containsAnyOf("TLS", "TIMEOUT");
    }

    @ParameterizedTest
    @CsvSource({
        "SOCKS5,  1, SITE_DOWN,         bad_gateway",
        "SOCKS5,  2, PROXY_FORBIDDEN,   forbidden",
        "SOCKS5,  3, SITE_DOWN,         bad_gateway",
        "SOCKS5,  4, SITE_DOWN,         bad_gateway",
        "SOCKS5,  5, SITE_DOWN,         bad_gateway",
        "SOCKS5,  7, PROXY_UNREACHABLE, protocol",
        "SOCKS4A, 91, SITE_DOWN,        bad_gateway",
        "SOCKS4A, 92, PROXY_AUTH,       proxy_auth",
    })
    void tellsTheRepliesOfSocksApart(ProxyScheme scheme, int reply, Reason reason, String fault)
            throws IOException {
        SocksProxy proxy = opened(new SocksProxy(null));
        proxy.reply = reply;
        Relay relay = relay(proxy.address(scheme, null));
        assertThat(site.tunnel(relay, "127.0.0.1"))
                .startsWith("HTTP/1.1 502")
                .contains(reason + " (" + fault + ")");
        assertThat(relay.lastFailure().orElseThrow().reason()).isEqualTo(reason);
        assertThat(site.requests).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ProxyScheme.class)
    void aProxyThatSaysNothingIsGivenUp(ProxyScheme scheme) throws Exception {
        ServerSocket silent = opened(new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1")));
        Relay relay =
                relay(
                        TestRelays.by(
                                new ProxyAddress(
                                        scheme, "127.0.0.1", silent.getLocalPort(), null)));
        assertThat(site.tunnel(relay, "127.0.0.1"))
                .startsWith("HTTP/1.1 504")
                .contains("proxy_unreachable (timeout)");
    }

    @Test
    void aProxyWhoseNameDoesNotResolve() throws IOException {
        Relay relay = Relay.start(TestRelays.by(ProxyAddress.parse("socks5://none.invalid:1080")));
        opened(relay);
        assertThat(site.tunnel(relay, "127.0.0.1"))
                .startsWith("HTTP/1.1 502")
                .contains("proxy_dns (dns)");
    }

    @Test
    void aProxyThatDripsItsAnswerIsGivenUp() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> drip(server));
            Relay relay = relay(new ProxyAddress("127.0.0.1", server.getLocalPort(), null));
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
                } catch (java.net.SocketTimeoutException _) {
                    // That was the pause.
                }
            }
        } catch (IOException _) {
            // It was given up.
        }
    }

    @Test
    void directlyByTheAddressItIsBoundTo() throws IOException {
        RelaySettings open = TestRelays.by(null);
        RelaySettings bound =
                new RelaySettings(
                        null, new Bind("127.0.0.9"), open.targets(), List.of(), open.peers());
        assertAllPass(relay(bound), "127.0.0.1");
        assertThat(site.clients).hasSize(3).containsOnly("127.0.0.9");
    }

    @Test
    void directlyByAnInterface() throws IOException {
        RelaySettings open = TestRelays.by(null);
        RelaySettings bound =
                new RelaySettings(null, new Bind("lo"), open.targets(), List.of(), open.peers());
        assertAllPass(relay(bound), "127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.7", "nosuch0"})
    void neverByAnotherAddress(String bind) throws IOException {
        RelaySettings open = TestRelays.by(null);
        RelaySettings bound =
                new RelaySettings(null, new Bind(bind), open.targets(), List.of(), open.peers());
        Relay relay = relay(bound);
        assertThat(site.tunnel(relay, "127.0.0.1"))
                .startsWith("HTTP/1.1 502")
                .contains("bind_unavailable");
        assertThat(site.requests).isEmpty();
    }

    @Test
    void neverByAnotherFamilyThanThatOfItsAddress() throws IOException {
        RelaySettings open = TestRelays.by(null);
        RelaySettings bound =
                new RelaySettings(
                        null, new Bind("127.0.0.9"), open.targets(), List.of(), open.peers());
        assertThat(site.tunnel(relay(bound), "[::1]")).startsWith("HTTP/1.1 502");
    }

    @ParameterizedTest
    @CsvSource({"socks5", "socks4a"})
    void byDante(String scheme) throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/sbin/danted")));
        assumeTrue("root".equals(System.getProperty("user.name")));
        int port = freePort();
        Path configuration = folder.resolve("danted.conf");
        Files.writeString(
                configuration,
                """
                logoutput: %s
                internal: 127.0.0.1 port = %d
                external: lo
                socksmethod: none
                clientmethod: none
                user.privileged: root
                user.unprivileged: nobody
                client pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }
                socks pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }
                """
                        .formatted(folder.resolve("danted.log"), port));
        run(port, List.of("/usr/sbin/danted", "-f", configuration.toString()), folder);
        assertAllPass(relay(ProxyAddress.parse(scheme + "://127.0.0.1:" + port)), "127.0.0.1");
        if ("socks5".equals(scheme)) {
            // Dante 1.4.2 takes the name of SOCKS 4a for the address 0.0.0.1.
            assertAllPass(relay(ProxyAddress.parse("socks5://127.0.0.1:" + port)), "localhost");
        }
    }

    @Test
    void byTinyproxyThatAllowsConnectNowhereButTheSite() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/tinyproxy")));
        int port = freePort();
        Path configuration = folder.resolve("tinyproxy.conf");
        Files.writeString(
                configuration,
                """
                Port %d
                Listen 127.0.0.1
                Timeout 60
                MaxClients 20
                BasicAuth p1 staple
                ConnectPort %d
                """
                        .formatted(port, site.port()));
        run(port, List.of("/usr/bin/tinyproxy", "-d", "-c", configuration.toString()), folder);
        assertAllPass(relay(ProxyAddress.parse("http://p1:staple@127.0.0.1:" + port)), "127.0.0.1");
        assertProxyAuth(relay(ProxyAddress.parse("http://p1:wrong@127.0.0.1:" + port)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return free.getLocalPort();
        }
    }

    /** Until the test has ended. */
    private void run(int port, List<String> command, Path folder) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("proxy.out").toFile())
                        .start();
        open.add(
                () -> {
                    List<ProcessHandle> all =
                            new ArrayList<>(process.toHandle().descendants().toList());
                    all.add(process.toHandle());
                    all.forEach(ProcessHandle::destroyForcibly);
                    var _ = process.waitFor();
                });
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            try (Socket _ = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
                                return true;
                            } catch (IOException _) {
                                return false;
                            }
                        });
    }
}
