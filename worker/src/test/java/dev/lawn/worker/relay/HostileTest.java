package dev.lawn.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is slow, mad or many: nothing of them stays, and nothing goes another way. */
@Timeout(240)
class HostileTest {

    private static final Duration SOON = Duration.ofMillis(400);

    /** Longer than a busy host lets anybody wait for a processor. */
    private static final Duration LATE = Duration.ofMinutes(5);

    /** What an honest client may miss as well, where the host is busy. */
    private static final Limits QUICK = limits(SOON, SOON, SOON);

    private static final Limits PATIENT = limits(LATE, LATE, LATE);

    /** Longer than a head may be; and yet one write, so that it has gone before the answer. */
    private static final String BOMB = "a:\r\n".repeat(30_000);

    @TempDir private Path folder;
    private final EchoSite site = new EchoSite();
    private final List<Socket> clients = new ArrayList<>();
    private Relay relay;

    HostileTest() throws IOException {}

    private static Limits limits(Duration head, Duration idle, Duration halfOver) {
        return new Limits(
                head,
                head,
                Duration.ofSeconds(30),
                LATE,
                idle,
                halfOver,
                Duration.ofMillis(50),
                64,
                4);
    }

    @BeforeEach
    void start() throws IOException {
        relay = start(TestRelays.by(null), PATIENT);
    }

    private void startWith(Limits limits) throws IOException {
        relay.close();
        relay = start(TestRelays.by(null), limits);
    }

    private static Relay start(RelaySettings settings, Limits limits) throws IOException {
        return Relay.start(
                settings,
                limits,
                () -> {
                    throw new IllegalStateException("no TLS wanted");
                });
    }

    @AfterEach
    void close() throws IOException {
        closeClients();
        relay.close();
        site.close();
    }

    private void closeClients() throws IOException {
        for (Socket each : clients) {
            each.close();
        }
    }

    private Socket client() throws IOException {
        Socket socket = EchoSite.client(relay);
        clients.add(socket);
        return socket;
    }

    private Leftovers leftovers() throws IOException {
        return Leftovers.now(folder);
    }

    private void assertNothingIsLeft(Leftovers before) {
        before.assertNoMore(relay, folder);
    }

    /**
     * It has no more patience with us than with others: one request that is too slow tells nothing.
     */
    private void assertItWorks() {
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> site.tunnelled(relay, "127.0.0.1").equals("GET /tunnel"));
    }

    private void assertAllAreLetGo() {
        await().atMost(Duration.ofMinutes(1)).until(() -> relay.connections() == 0);
    }

    @Test
    void clientsThatDripTheirHeadsAreLetGo() throws Exception {
        startWith(QUICK);
        assertItWorks();
        Leftovers before = leftovers();
        CountDownLatch letGo = new CountDownLatch(30);
        for (int i = 0; i < 30; i++) {
            Socket dripping = client();
            Thread.ofVirtual().start(() -> drip(dripping, letGo));
        }
        assertThat(letGo.await(1, TimeUnit.MINUTES)).isTrue();
        assertAllAreLetGo();
        closeClients();
        assertNothingIsLeft(before);
        assertItWorks();
    }

    private static void drip(Socket socket, CountDownLatch letGo) {
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
        } finally {
            letGo.countDown();
        }
    }

    @Test
    void randomBytesAndHeadBombsGetAnAnswerAndNoMore() throws Exception {
        assertItWorks();
        Leftovers before = leftovers();
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
        String lines = "GET http://127.0.0.1/ HTTP/1.1\r\n" + BOMB;
        assertThat(EchoSite.asked(relay, lines)).startsWith("HTTP/1.1 431");
        assertThat(site.requests).as("the one of before").hasSize(1);
        assertNothingIsLeft(before);
        assertItWorks();
    }

    @Test
    void aReaderThatIsSlowHoldsTheSenderBackAndNoMemory() throws Exception {
        startWith(limits(LATE, SOON, SOON));
        assertItWorks();
        Leftovers before = leftovers();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            Socket reader = client();
            EchoSite.write(
                    reader,
                    "CONNECT 127.0.0.1:%d HTTP/1.1\r\n\r\n".formatted(server.getLocalPort()));
            long sent;
            try (Socket sender = server.accept()) {
                sent = EchoSite.flood(sender);
            }
            assertThat(sent).isLessThan(KernelBuffers.most());
        }
        assertNothingIsLeft(before);
        assertItWorks();
    }

    @Test
    void writersThatStallWithinTheirBodiesAreLetGo() throws Exception {
        startWith(limits(LATE, SOON, SOON));
        assertItWorks();
        Leftovers before = leftovers();
        String tunnel = "CONNECT 127.0.0.1:%d HTTP/1.1\r\n\r\nGET".formatted(site.port());
        String post =
                "POST http://127.0.0.1:%d/ HTTP/1.1\r\nContent-Length: 9000\r\n\r\nsome"
                        .formatted(site.port());
        String chunks =
                "POST http://127.0.0.1:%d/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nsome"
                        .formatted(site.port());
        for (int i = 0; i < 10; i++) {
            EchoSite.write(client(), tunnel);
            EchoSite.write(client(), post);
            EchoSite.write(client(), chunks);
        }
        // Whoever is let go reads an end, or an error: nothing else ever comes of half a body.
        for (Socket each : clients) {
            awaitEnd(each);
        }
        assertAllAreLetGo();
        closeClients();
        assertNothingIsLeft(before);
        assertItWorks();
    }

    private static void awaitEnd(Socket client) {
        try {
            String _ = EchoSite.text(client.getInputStream());
        } catch (IOException _) {
            // That is an end as well.
        }
    }

    @Test
    void tunnelsThatAreHalfOverDoNotKeepTheirPlaces() throws Exception {
        startWith(limits(LATE, LATE, SOON));
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            String request =
                    "CONNECT 127.0.0.1:%d HTTP/1.1\r\n\r\n".formatted(server.getLocalPort());
            for (int i = 0; i < 10; i++) {
                Socket client = client();
                EchoSite.write(client, request);
                clients.add(server.accept());
                assertThat(client.getInputStream().read()).isEqualTo('H');
                if (i > 0) {
                    client.shutdownOutput();
                }
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> relay.connections() == 1);
        }
    }

    @Test
    void strangersTakeNoPlaces() throws Exception {
        RelaySettings open = TestRelays.by(null);
        Set<Integer> ours = ConcurrentHashMap.newKeySet();
        RelaySettings guarded =
                new RelaySettings(
                        null,
                        null,
                        open.targets(),
                        List.of(),
                        accepted -> ours.contains(accepted.getPort()));
        try (Relay strict = start(guarded, Limits.USUAL)) {
            for (int i = 0; i < 100; i++) {
                clients.add(EchoSite.client(strict));
            }
            for (Socket each : clients) {
                assertThat(EchoSite.text(each.getInputStream())).startsWith("HTTP/1.1 403");
            }
            assertThat(strict.connections()).isZero();
            assertThat(strict.traffic().refused()).isEqualTo(100);
            assertThat(strict.lastFailure()).isEmpty();
            try (Socket own = new Socket()) {
                own.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
                ours.add(own.getLocalPort());
                own.connect(strict.address());
                EchoSite.write(
                        own,
                        "GET http://127.0.0.1:%d/own HTTP/1.1\r\nConnection: close\r\n\r\n"
                                .formatted(site.port()));
                assertThat(EchoSite.text(own.getInputStream())).endsWith("GET /own");
            }
        }
    }

    @Test
    void tenThousandShortConnectionsLeaveNothingBehind() throws Exception {
        assertItWorks();
        Leftovers before = leftovers();
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
            assertThat(EchoSite.asked(dead, "GET http://127.0.0.1/ HTTP/1.1\r\n" + BOMB))
                    .startsWith("HTTP/1.1 431");
            for (int i = 0; i < 200; i++) {
                try (Socket hasty = EchoSite.client(dead)) {
                    EchoSite.write(
                            hasty,
                            "GET http://127.0.0.1:%d/ HTTP/1.1\r\n\r\n".formatted(site.port()));
                }
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> dead.connections() == 0);
        }
        assertThat(site.clients).isEmpty();
    }
}
