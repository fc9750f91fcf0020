package dev.lawn.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.ProxyScheme;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The same three kinds of traffic by every kind of way out. */
@Timeout(240)
class UpstreamsTest extends UpstreamFixture {

    private static final Credentials WRONG = new Credentials("p2", Secret.of("relay-canary"));

    UpstreamsTest() throws IOException {}

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
        TinyProxy proxy = opened(new TinyProxy(tls().server()));
        ProxyAddress named = proxy.address(ProxyScheme.HTTPS, "localhost");
        assertAllPass(relay(TestRelays.by(named)), "127.0.0.1");

        Relay byAddress = relay(TestRelays.by(proxy.address(ProxyScheme.HTTPS, "127.0.0.1")));
        assertThat(site.tunnel(byAddress, "127.0.0.1"))
                .startsWith("HTTP/1.1 502")
                .contains("proxy_tls");
        assertThat(byAddress.lastFailure().orElseThrow().reason()).isEqualTo(Reason.PROXY_TLS);
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

    @Test
    void aProxyWhoseNameDoesNotResolve() throws IOException {
        // No name is so long: the resolver says so by itself, without a network.
        String name = "x".repeat(64) + ".invalid";
        Relay relay = relay(new ProxyAddress(ProxyScheme.SOCKS5, name, 1080, null));
        assertThat(site.tunnel(relay, "127.0.0.1"))
                .startsWith("HTTP/1.1 502")
                .contains("proxy_dns (dns)");
    }

    @ParameterizedTest
    @CsvSource({"socks5", "socks4a"})
    void byDante(String scheme) throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/sbin/danted")));
        assumeTrue("root".equals(System.getProperty("user.name")));
        int port = Ports.free();
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
        int port = Ports.free();
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
        await().atMost(Duration.ofMinutes(1))
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
