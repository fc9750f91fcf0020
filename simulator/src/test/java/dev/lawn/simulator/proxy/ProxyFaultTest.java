package dev.lawn.simulator.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.net.HttpHead;
import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import dev.lawn.simulator.TestWorld;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault as a client of the proxy sees it, and that it is over when it is switched off. */
class ProxyFaultTest {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final int A_WHILE_MILLIS = 500;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final Duration LATE = Duration.ofSeconds(2);
    private static final Time TIME = new SystemTime();
    private static final String INSIDE = "GET /ip HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    private TestWorld world;
    private ProxyAddress proxy;

    @BeforeEach
    void start(@TempDir Path state) throws Exception {
        world = TestWorld.start(state);
        proxy = world.simulator().proxies().getFirst();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aRefusingOneListensAgainOnTheSamePort() throws Exception {
        set(ProxyFault.REFUSED);

        assertThatThrownBy(this::answer).isInstanceOf(ConnectException.class);
        try (Socket other = new Socket()) {
            assertThatThrownBy(() -> other.bind(new InetSocketAddress(HERE, proxy.port())))
                    .as("its port is nobody else's meanwhile")
                    .isInstanceOf(BindException.class);
        }

        set(ProxyFault.NONE);
        assertThat(world.simulator().proxies().getFirst()).isEqualTo(proxy);
        assertThat(answer()).startsWith("HTTP/1.1 200");
    }

    @Test
    void wrongCredentialsAndABadGatewayAreAnswered() throws Exception {
        set(ProxyFault.WRONG_CREDENTIALS);
        assertThat(answer()).startsWith("HTTP/1.1 407");

        set(ProxyFault.BAD_GATEWAY);
        assertThat(answer()).startsWith("HTTP/1.1 502");

        set(ProxyFault.NONE);
        assertThat(answer()).startsWith("HTTP/1.1 200");
    }

    @Test
    void aHangingOneTakesAConnectionAndAnswersWhenItIsOver() throws Exception {
        set(ProxyFault.HANGING);
        try (Socket socket = connected()) {
            ask(socket);
            assertSilent(socket);

            set(ProxyFault.NONE);
            assertThat(rest(socket)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void oneThatIsNotAllowedAndANameThatIsNobodysAreAnswered() throws Exception {
        set(ProxyFault.FORBIDDEN);
        assertThat(answer()).startsWith("HTTP/1.1 403");

        set(ProxyFault.NO_NAMES);
        assertThat(answer()).startsWith("HTTP/1.1 200");
        try (Socket socket = connected()) {
            ask(socket, "CONNECT localhost:1 HTTP/1.1");
            assertThat(rest(socket)).startsWith("HTTP/1.1 503").contains("ERR_DNS_FAIL");
        }
    }

    @Test
    void oneThatDoesNotAcceptLeavesAConnectionWithoutAnAnswer() throws Exception {
        set(ProxyFault.NOT_ACCEPTING);
        try (Socket socket = new Socket()) {
            InetSocketAddress there = new InetSocketAddress(proxy.host(), proxy.port());
            assertThatThrownBy(() -> socket.connect(there, A_WHILE_MILLIS))
                    .isInstanceOf(SocketTimeoutException.class);
        }

        set(ProxyFault.NONE);
        assertThat(answer()).startsWith("HTTP/1.1 200");
    }

    @Test
    void aStalledOneOpensATunnelThroughWhichNothingFlows() throws Exception {
        set(ProxyFault.STALLED);
        try (Socket socket = connected()) {
            ask(socket, "CONNECT %s HTTP/1.1");
            assertThat(HttpHead.read(socket.getInputStream()).startLine()).contains(" 200 ");
            socket.getOutputStream().write(INSIDE.getBytes(StandardCharsets.US_ASCII));
            assertSilent(socket);

            set(ProxyFault.NONE);
            assertThat(rest(socket)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aSlowOneAnswersLate() throws Exception {
        set(ProxyFault.SLOW);
        try (Socket socket = connected()) {
            long asked = TIME.nanos();
            ask(socket);
            assertThat(rest(socket)).startsWith("HTTP/1.1 200");
            assertThat(Duration.ofNanos(TIME.nanos() - asked)).isGreaterThan(LATE);
        }
    }

    @Test
    void anOpenConnectionEndsWithARefusal() throws Exception {
        try (Socket socket = connected()) {
            ask(socket, "CONNECT %s HTTP/1.1");
            assertThat(socket.getInputStream().read()).isEqualTo('H');

            set(ProxyFault.REFUSED);

            assertThat(rest(socket)).startsWith("TTP/1.1 200");
        }
    }

    private void set(ProxyFault fault) throws IOException {
        world.simulator().set(0, fault);
    }

    private String answer() throws IOException {
        try (Socket socket = connected()) {
            ask(socket);
            return rest(socket);
        }
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(proxy.host(), proxy.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(A_WHILE_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    private void ask(Socket socket) throws IOException {
        ask(socket, "GET http://%s/ip HTTP/1.1");
    }

    private void ask(Socket socket, String line) throws IOException {
        Credentials credentials = Objects.requireNonNull(proxy.credentials());
        String user = credentials.user() + ":" + credentials.password().reveal();
        String head =
                "%s\r\nProxy-Authorization: Basic %s\r\n\r\n"
                        .formatted(
                                line.formatted(world.simulator().uri().getAuthority()),
                                Base64.getEncoder()
                                        .encodeToString(user.getBytes(StandardCharsets.UTF_8)));
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    }
}
