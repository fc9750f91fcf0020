package dev.lawn.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever is slow, mad or many: nothing of them stays, and nothing goes another way. */
@Timeout(120)
class HostileTest {

    private static final Limits QUICK =
            new Limits(
                    Duration.ofMillis(400),
                    Duration.ofMillis(400),
                    Duration.ofSeconds(5),
                    Duration.ofMillis(400),
                    Duration.ofMillis(50),
                    64);

    private final EchoSite site = new EchoSite();
    private final List<Socket> clients = new ArrayList<>();
    private Relay relay;

    HostileTest() throws IOException {}

    @BeforeEach
    void start() throws IOException {
        relay = direct();
    }

    private static Relay direct() throws IOException {
        return Relay.start(
                TestRelays.by(null),
                QUICK,
                () -> {
                    throw new IllegalStateException("no TLS wanted");
                });
    }

    @AfterEach
    void close() throws IOException {
        for (Socket each : clients) {
            each.close();
        }
        relay.close();
        site.close();
    }

    private Socket client() throws IOException {
        Socket socket = EchoSite.client(relay);
        clients.add(socket);
        return socket;
    }

    private static long files() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    /** Every place is free again, and works. */
    private void assertNothingIsLeft(long filesBefore) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> {
                            assertThat(relay.connections()).isZero();
                            assertThat(files()).isLessThanOrEqualTo(filesBefore + 2);
                        });
    }

    private void assertItWorks() throws IOException {
        assertThat(site.tunnelled(relay, "127.0.0.1")).isEqualTo("GET /tunnel");
    }

    @Test
    void clientsThatDripTheirHeadsAreLetGo() throws Exception {
        assertItWorks();
        long before = files();
        for (int i = 0; i < 30; i++) {
            Socket dripping = client();
            Thread.ofVirtual().start(() -> drip(dripping));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> relay.connections() == 0);
        for (Socket each : clients) {
            each.close();
        }
        assertNothingIsLeft(before);
        assertItWorks();
    }

    private static void drip(Socket socket) {
        try {
            socket.setSoTimeout(50);
            EchoSite.write(socket, "GET http://127.0.0.1/ HTTP/1.1\r\nX: ");
            while (true) {
                EchoSite.write(socket, "x");
                try {
                    if (socket.getInputStream().read() < 0) {
                        return;
                    }
                } catch (java.net.SocketTimeoutException _) {
                    // That was the pause.
                }
            }
        } catch (IOException _) {
            // Let go.
        }
    }

    @Test
    void randomBytesAndHeadBombsGetAnAnswerAndNoMore() throws Exception {
        assertItWorks();
        long before = files();
        Random random = new Random(5);
        for (int i = 0; i < 60; i++) {
            byte[] bytes = new byte[random.nextInt(1, 200_000)];
            random.nextBytes(bytes);
            try (Socket socket = EchoSite.client(relay)) {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
                assertThat(EchoSite.text(socket.getInputStream())).doesNotContain(" 200 ");
            } catch (IOException _) {
                // Hung up on while it was still talking.
            }
        }
        String lines = "GET http://127.0.0.1/ HTTP/1.1\r\n" + "a:\r\n".repeat(60_000);
        assertThat(EchoSite.asked(relay, lines)).startsWith("HTTP/1.1 431");
        assertThat(site.requests).hasSize(1);
        assertNothingIsLeft(before);
        assertItWorks();
    }

    @Test
    void aReaderThatIsSlowHoldsTheSenderBackAndNoMemory() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            Socket reader = client();
            EchoSite.write(
                    reader,
                    "CONNECT 127.0.0.1:%d HTTP/1.1\r\n\r\n".formatted(server.getLocalPort()));
            long sent;
            try (Socket sender = server.accept()) {
                sent = flood(sender);
            }
            // What the kernel's buffers take at both ends, and our own.
            assertThat(sent).isLessThan(32L << 20);
            assertNothingIsLeft(files());
        }
    }

    /** Writes until it is held back and then let go, at most a gigabyte. */
    private static long flood(Socket socket) {
        byte[] piece = new byte[64 * 1024];
        long sent = 0;
        try {
            while (sent < 1L << 30) {
                socket.getOutputStream().write(piece);
                sent += piece.length;
            }
        } catch (IOException _) {
            // Nobody reads, and the relay has had enough of both.
        }
        return sent;
    }

    @Test
    void tenThousandShortConnectionsLeaveNothingBehind() throws Exception {
        assertItWorks();
        long before = files();
        byte[] request =
                "GET http://127.0.0.1:%d/ HTTP/1.1\r\nConnection: close\r\n\r\n"
                        .formatted(site.port())
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (int i = 0; i < 10_000; i++) {
            try (Socket socket = EchoSite.client(relay)) {
                socket.getOutputStream().write(request);
                if (i % 3 > 0) {
                    InputStream in = socket.getInputStream();
                    assertThat(in.read()).isEqualTo('H');
                }
            }
        }
        site.requests.clear();
        site.clients.clear();
        assertNothingIsLeft(before);
        assertItWorks();
    }

    @Test
    void neverDirectlyWhateverTheProxyDoes() throws Exception {
        try (TinyProxy proxy = new TinyProxy();
                Relay dead =
                        Relay.start(
                                TestRelays.by(
                                        new ProxyAddress(
                                                "127.0.0.1",
                                                1,
                                                new Credentials("u", Secret.of("p")))));
                Relay wrong = Relay.start(TestRelays.by(proxy.addressWithWrongPassword()))) {
            for (int i = 0; i < 20; i++) {
                assertThat(site.tunnel(dead, "127.0.0.1")).startsWith("HTTP/1.1 502");
                assertThat(site.plainAnswer(dead, "127.0.0.1")).startsWith("HTTP/1.1 502");
                assertThat(site.upgraded(dead, "127.0.0.1")).startsWith("HTTP/1.1 502");
                assertThat(site.tunnel(wrong, "127.0.0.1")).startsWith("HTTP/1.1 502");
                assertThat(site.plainAnswer(wrong, "127.0.0.1")).startsWith("HTTP/1.1 502");
            }
        }
        assertThat(site.clients).isEmpty();
    }
}
