package dev.lawn.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a proxy that answers one connection with what the test says. */
class ProxyTunnelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration HARDLY_ANY = Duration.ofMillis(500);

    private ServerSocket listener;
    private final CompletableFuture<HttpHead> asked = new CompletableFuture<>();

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    private ProxyAddress proxy() {
        return new ProxyAddress(
                "127.0.0.1",
                listener.getLocalPort(),
                new Credentials("user", Secret.of("tunnel-canary")));
    }

    private void answers(String text) {
        Thread.ofVirtual().start(() -> answer(text));
    }

    private void answer(String text) {
        try {
            Socket socket = listener.accept();
            asked.complete(HttpHead.read(socket.getInputStream()));
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            asked.completeExceptionally(e);
        }
    }

    private static SSLSocketFactory noTls() {
        throw new AssertionError("an http proxy speaks no TLS");
    }

    private static TunnelException failure(ProxyAddress proxy, Duration patience) {
        return catchThrowableOfType(
                TunnelException.class,
                () -> new ProxyTunnel(proxy, patience).open("site.example", 443).close());
    }

    @Test
    void asksWithItsCredentialsAndCountsWhatItCost() throws Exception {
        AtomicLong sent = new AtomicLong();
        AtomicLong received = new AtomicLong();
        answers("HTTP/1.1 200 Connection Established\r\n\r\n");

        try (Connection tunnel =
                new ProxyTunnel(
                                proxy(),
                                PATIENCE,
                                sent::addAndGet,
                                received::addAndGet,
                                ProxyTunnelTest::noTls)
                        .open("::1", 8443)) {
            assertThat(tunnel.socket().isConnected()).isTrue();
        }

        HttpHead head = asked.get();
        assertThat(head.startLine()).isEqualTo("CONNECT [::1]:8443 HTTP/1.1");
        assertThat(head.header("Proxy-Authorization")).contains("Basic dXNlcjp0dW5uZWwtY2FuYXJ5");
        assertThat(sent).hasValue(head.bytes().length);
        assertThat(received).hasPositiveValue();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 407 Proxy Authentication Required, PROXY_AUTH",
        "HTTP/1.1 502 Bad Gateway, SITE_DOWN",
        "SSH-2.0-OpenSSH_9.2 x, PROXY_UNREACHABLE"
    })
    void tellsWhoseFaultItIs(String answer, Reason reason) {
        answers(answer + "\r\n\r\n");

        TunnelException failure = failure(proxy(), PATIENCE);

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure).hasMessageNotContaining("tunnel-canary");
    }

    @Test
    void aProxyThatHangsIsUnreachable() {
        assertThat(failure(proxy(), HARDLY_ANY).reason()).isEqualTo(Reason.PROXY_UNREACHABLE);
    }

    @Test
    void aProxyThatIsNotThereIsUnreachable() throws IOException {
        // Bound, so that nobody else listens there; and without listening itself.
        try (Socket nobody = new Socket()) {
            nobody.bind(new InetSocketAddress(listener.getInetAddress(), 0));
            ProxyAddress gone = new ProxyAddress("127.0.0.1", nobody.getLocalPort(), null);

            assertThat(failure(gone, PATIENCE).reason()).isEqualTo(Reason.PROXY_UNREACHABLE);
        }
    }
}
