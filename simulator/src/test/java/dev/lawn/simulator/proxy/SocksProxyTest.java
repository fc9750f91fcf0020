package dev.lawn.simulator.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Secret;
import dev.lawn.simulator.TestWorld;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** By raw bytes, as the RFCs have them. */
@Timeout(120)
class SocksProxyTest {

    private static final Credentials P1 = new Credentials("p1", Secret.of("b s"));
    private static final int PLAIN_5 = 0;
    private static final int ASKING_5 = 1;
    private static final int PLAIN_4A = 2;
    private static final int ASKING_4A = 3;

    private static final String ASK_IP = "GET /ip HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    private static final byte[] NO_CREDENTIALS = {5, 1, 0};
    private static final byte[] OFFERS_BOTH = {5, 2, 0, 2};
    private static final byte[] LOOPBACK = {1, 127, 0, 0, 1};
    private static final byte[] GRANTED_4A = {0, 90, 0, 0, 0, 0, 0, 0};

    private TestWorld world;
    private int site;

    @BeforeEach
    void start(@TempDir Path state) throws Exception {
        world =
                TestWorld.start(
                        state,
                        List.of(
                                new ProxySettings(ProxyKind.SOCKS5, null),
                                new ProxySettings(ProxyKind.SOCKS5, P1),
                                new ProxySettings(ProxyKind.SOCKS4A, null),
                                new ProxySettings(ProxyKind.SOCKS4A, P1)));
        site = world.simulator().uri().getPort();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void version5TunnelsToAnAddressAndToAName() throws Exception {
        for (byte[] where : List.of(LOOPBACK, name("localhost"), name("site.simulator.test"))) {
            String answer = ask(PLAIN_5, NO_CREDENTIALS, connect(where, site), latin(ASK_IP));
            assertThat(answer)
                    .startsWith(text(5, 0) + reply(0) + "HTTP/1.1 200 OK")
                    .endsWith("\r\n\r\n127.0.1.1");
        }
    }

    @Test
    void version5TunnelsToAnIpv6Address() throws Exception {
        byte[] where = new byte[17];
        where[0] = 4;
        where[16] = 1;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"));
                Socket socket = connected(PLAIN_5)) {
            socket.getOutputStream().write(NO_CREDENTIALS);
            socket.getOutputStream().write(connect(where, server.getLocalPort()));
            try (Socket far = server.accept()) {
                far.getOutputStream().write('!');
            }
            assertThat(latin(socket.getInputStream().readAllBytes()))
                    .isEqualTo(text(5, 0) + reply(0) + "!");
        }
    }

    @Test
    void version5WantsUserAndPassword() throws Exception {
        byte[] connect = connect(LOOPBACK, site);

        assertThat(ask(ASKING_5, OFFERS_BOTH, credentials("b s"), connect, latin(ASK_IP)))
                .startsWith(text(5, 2) + text(1, 0) + reply(0) + "HTTP/1.1 200 OK")
                .endsWith("127.0.1.2");
        assertThat(ask(ASKING_5, OFFERS_BOTH, credentials("b"))).isEqualTo(text(5, 2) + text(1, 1));
        assertThat(ask(ASKING_5, NO_CREDENTIALS)).isEqualTo(text(5, 255));
        assertThat(world.simulator().passages(1))
                .extracting(Passage::refusal)
                .containsExactly(null, Refusal.CREDENTIALS, Refusal.CREDENTIALS);
        assertThat(world.simulator().traffic(1).refused()).isEqualTo(2);
    }

    @Test
    void version5RefusesEachForItsReason() throws Exception {
        assertThat(refused(connect(name("example.com"), 80))).isEqualTo(2);
        assertThat(refused(connect(new byte[] {1, (byte) 192, 0, 2, 1}, 80))).isEqualTo(2);
        assertThat(refused(connect(name("site.invalid"), 80))).isEqualTo(4);
        // Bound, so that nobody else listens there; and without listening itself.
        try (Socket nobody = new Socket()) {
            nobody.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            assertThat(refused(connect(LOOPBACK, nobody.getLocalPort()))).isEqualTo(5);
        }
        byte[] bind = connect(LOOPBACK, site);
        bind[1] = 2;
        assertThat(refused(bind)).isEqualTo(7);
    }

    @Test
    void version4aTunnelsToAnAddressAndToAName() throws Exception {
        byte[] address = request4(new byte[] {127, 0, 0, 1}, "anyone", null);
        byte[] name = request4(new byte[] {0, 0, 0, 1}, "", "site.simulator.test");
        for (byte[] request : List.of(address, name)) {
            assertThat(ask(PLAIN_4A, request, latin(ASK_IP)))
                    .startsWith(latin(GRANTED_4A) + "HTTP/1.1 200 OK")
                    .endsWith("127.0.1.3");
        }
    }

    @Test
    void version4aWantsTheUser() throws Exception {
        byte[] known = request4(new byte[] {127, 0, 0, 1}, "p1", null);
        byte[] unknown = request4(new byte[] {127, 0, 0, 1}, "p2", null);

        assertThat(ask(ASKING_4A, known, latin(ASK_IP))).endsWith("127.0.1.4");
        assertThat(ask(ASKING_4A, unknown)).isEqualTo(text(0, 93, 0, 0, 0, 0, 0, 0));
        assertThat(ask(PLAIN_4A, request4(new byte[] {0, 0, 0, 1}, "", "example.com")))
                .isEqualTo(text(0, 91, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void faultsAreToldInItsOwnWords() throws Exception {
        byte[] connect = connect(LOOPBACK, site);
        byte[] request = request4(new byte[] {127, 0, 0, 1}, "anyone", null);

        setBoth(ProxyFault.FORBIDDEN);
        assertThat(refused(connect)).isEqualTo(2);
        assertThat(ask(PLAIN_4A, request)).isEqualTo(text(0, 91, 0, 0, 0, 0, 0, 0));
        setBoth(ProxyFault.BAD_GATEWAY);
        assertThat(refused(connect)).isEqualTo(5);
        setBoth(ProxyFault.NO_NAMES);
        assertThat(refused(connect(name("localhost"), site))).isEqualTo(4);
        setBoth(ProxyFault.WRONG_CREDENTIALS);
        assertThat(ask(PLAIN_5, OFFERS_BOTH, credentials("b s")))
                .isEqualTo(text(5, 2) + text(1, 1));
        assertThat(ask(PLAIN_4A, request)).isEqualTo(text(0, 93, 0, 0, 0, 0, 0, 0));
    }

    private void setBoth(ProxyFault fault) throws IOException {
        world.simulator().set(PLAIN_5, fault);
        world.simulator().set(PLAIN_4A, fault);
    }

    @Test
    void itsLogTellsTheBytesEachWay() throws Exception {
        byte[] request = request4(new byte[] {127, 0, 0, 1}, "p1", null);

        String answer = ask(ASKING_4A, request, latin(ASK_IP));

        int sent = request.length + ASK_IP.length();
        assertThat(world.simulator().passages(ASKING_4A))
                .containsExactly(new Passage("127.0.0.1:" + site, sent, answer.length(), null));
        assertThat(world.simulator().traffic(ASKING_4A))
                .isEqualTo(new ProxyTraffic(1, 0, sent, answer.length()));
    }

    private int refused(byte[] request) throws IOException {
        String answer = ask(PLAIN_5, NO_CREDENTIALS, request);
        assertThat(answer).hasSize(2 + 10);
        return answer.charAt(3);
    }

    private static byte[] connect(byte[] where, int port) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(new byte[] {5, 1, 0});
        request.write(where);
        request.write(new byte[] {(byte) (port >> 8), (byte) port});
        return request.toByteArray();
    }

    private static byte[] name(String name) {
        return latin("" + (char) 3 + (char) name.length() + name);
    }

    private static byte[] credentials(String password) {
        return latin(text(1, 2) + "p1" + (char) password.length() + password);
    }

    private byte[] request4(byte[] address, String user, @Nullable String name) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(new byte[] {4, 1, (byte) (site >> 8), (byte) site});
        request.write(address);
        request.write(latin(user + "\0" + (name == null ? "" : name + "\0")));
        return request.toByteArray();
    }

    private static String reply(int code) {
        return text(5, code, 0, 1, 0, 0, 0, 0, 0, 0);
    }

    private static String text(int... values) {
        StringBuilder text = new StringBuilder();
        for (int value : values) {
            text.append((char) value);
        }
        return text.toString();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private Socket connected(int proxy) throws IOException {
        ProxyAddress address = world.simulator().proxies().get(proxy);
        return new Socket(InetAddress.ofLiteral(address.host()), address.port());
    }

    /** All that a proxy answers to these bytes, until it hangs up. */
    private String ask(int proxy, byte[]... pieces) throws IOException {
        try (Socket socket = connected(proxy)) {
            for (byte[] piece : pieces) {
                socket.getOutputStream().write(piece);
            }
            return latin(socket.getInputStream().readAllBytes());
        }
    }
}
