package dev.lawn.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lawn.common.net.HttpHead;
import dev.lawn.common.net.WayFault;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain requests, with servers that say what the test says. */
@Timeout(120)
class ExchangeTest {

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Relay relay = opened(Relay.start(TestRelays.by(null)));

    ExchangeTest() throws IOException {}

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

    /** What a server does with a connection once it has the head. */
    @FunctionalInterface
    private interface Serving {
        void serve(HttpHead head, InputStream in, Socket client) throws IOException;
    }

    private String server(Serving serving) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        open.add(Accepting.begin(server, client -> serve(serving, client)));
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private void serve(Serving serving, Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            HttpHead head = HttpHead.read(in);
            heard.add(head.startLine());
            serving.serve(head, in, client);
        } catch (IOException _) {
            // The client has gone.
        }
    }

    private String server(String answer) throws IOException {
        return server((_, _, client) -> EchoSite.write(client, answer));
    }

    private static String body(InputStream in) throws IOException {
        HttpHead head = HttpHead.read(in);
        int length = Integer.parseInt(head.header("Content-Length").orElseThrow());
        return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    @Test
    void servesRequestsToSeveralHostsOnOneConnection() throws IOException {
        String one = server("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none");
        String two =
                server(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ntwo\r\n0\r\n\r\n");
        try (Socket socket = EchoSite.client(relay)) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            EchoSite.write(socket, "GET " + one + "/a HTTP/1.1\r\n\r\n");
            assertThat(body(in)).isEqualTo("one");
            EchoSite.write(socket, "HEAD " + one + "/b HTTP/1.1\r\n\r\n");
            assertThat(HttpHead.read(in).header("Content-Length")).contains("3");
            EchoSite.write(socket, "GET " + two + "/c HTTP/1.1\r\nConnection: close\r\n\r\n");
            assertThat(EchoSite.text(in))
                    .contains("Transfer-Encoding: chunked")
                    .endsWith("\r\n\r\n3\r\ntwo\r\n0\r\n\r\n");
        }
        assertThat(heard).containsExactly("GET /a HTTP/1.1", "HEAD /b HTTP/1.1", "GET /c HTTP/1.1");
        assertThat(relay.traffic().byClass().values())
                .extracting(Traffic.Bytes::connections)
                .containsExactlyInAnyOrder(0L, 0L, 3L);
    }

    @Test
    void servesRequestsThatWereSentAtOnceOneAfterTheOther() throws IOException {
        String site = server("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhey");
        String answer =
                EchoSite.asked(
                        relay,
                        "GET %1$s/1 HTTP/1.1\r\n\r\nGET %1$s/2 HTTP/1.1\r\nConnection: close\r\n\r\n"
                                .formatted(site));
        assertThat(answer).containsSubsequence("hey", "HTTP/1.1 200", "hey");
        assertThat(heard).containsExactly("GET /1 HTTP/1.1", "GET /2 HTTP/1.1");
    }

    @Test
    void sendsChunkedBodiesOnAndNothingBehindThem() throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        String site =
                server(
                        (head, in, client) -> {
                            if (head.word(0).equals("GET")) {
                                EchoSite.write(
                                        client, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                                return;
                            }
                            byte[] body = in.readNBytes("4\r\nwiki\r\n0\r\n\r\n".length());
                            bodies.add(new String(body, StandardCharsets.ISO_8859_1));
                            EchoSite.write(client, "HTTP/1.1 204 No Content\r\n\r\n");
                            client.shutdownOutput();
                            bodies.add(EchoSite.text(in));
                        });
        String request =
                "POST %s/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nwiki\r\n0\r\nTrailer: x\r\n\r\nGET %1$s/next HTTP/1.1\r\nConnection: close\r\n\r\n"
                        .formatted(site);
        String _ = EchoSite.asked(relay, request);
        // The server hears of the end of its connection beside the client's next answer.
        await().atMost(Duration.ofMinutes(1)).until(() -> bodies.size() == 2);
        assertThat(bodies.getFirst()).isEqualTo("4\r\nwiki\r\n0\r\n\r\n");
        assertThat(bodies.get(1)).as("behind the body").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\nwiki\r\n0\r\n\r\n",
                "2\r\nwiki\r\n0\r\n\r\n",
                "-1\r\n\r\n",
                "0x4\r\n"
            })
    void aBodyThatIsNotChunkedAsItSaysEndsAll(String body) throws IOException {
        String site =
                server(
                        (_, in, client) -> {
                            String _ = EchoSite.text(in);
                            EchoSite.write(client, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                        });
        String answer =
                EchoSite.asked(
                        relay,
                        "POST "
                                + site
                                + "/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + body
                                + "GET "
                                + site
                                + "/smuggled HTTP/1.1\r\n\r\n");
        assertThat(answer).doesNotStartWith("HTTP/1.1 200");
        assertThat(heard).doesNotContain("GET /smuggled HTTP/1.1");
    }

    @Test
    void passesLeaveToSendTheBodyOn() throws IOException {
        String site =
                server(
                        (_, in, client) -> {
                            EchoSite.write(client, "HTTP/1.1 100 Continue\r\n\r\n");
                            String body = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
                            EchoSite.write(
                                    client, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n" + body);
                        });
        try (Socket socket = EchoSite.client(relay)) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            EchoSite.write(
                    socket,
                    "PUT "
                            + site
                            + "/ HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            assertThat(HttpHead.read(in).startLine()).startsWith("HTTP/1.1 100");
            EchoSite.write(socket, "data");
            assertThat(body(in)).isEqualTo("data");
        }
    }

    @Test
    void speaksToClientsThatKnowNoChunks() throws IOException {
        String site =
                server(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ntwo\r\n0\r\n\r\n");
        assertThat(EchoSite.asked(relay, "GET " + site + "/ HTTP/1.0\r\n\r\n"))
                .contains("Connection: close")
                .doesNotContain("chunked")
                .endsWith("\r\n\r\ntwo");
        assertThat(heard).containsExactly("GET / HTTP/1.0");
    }

    @Test
    void passesAnswersOnThatEndWithTheConnection() throws IOException {
        String site = server("HTTP/1.1 200 OK\r\n\r\nuntil the end");
        assertThat(EchoSite.asked(relay, "GET " + site + "/ HTTP/1.1\r\n\r\n"))
                .contains("Connection: close")
                .endsWith("until the end");
    }

    @Test
    void anAnswerBeforeTheWholeBodyEndsTheConnection() throws IOException {
        String site =
                server(
                        (_, in, client) -> {
                            byte[] _ = in.readNBytes(4);
                            EchoSite.write(
                                    client,
                                    "HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n");
                        });
        try (Socket socket = EchoSite.client(relay)) {
            EchoSite.write(socket, "PUT " + site + "/ HTTP/1.1\r\nContent-Length: 99\r\n\r\nsome");
            assertThat(EchoSite.text(socket.getInputStream())).startsWith("HTTP/1.1 413");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SSH-2.0-OpenSSH\r\n\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\n folded: x\r\n\r\n"
            })
    void anAnswerThatIsNoneIsTheSitesFault(String answer) throws IOException {
        String site = server(answer);
        assertThat(EchoSite.asked(relay, "GET " + site + "/ HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 502")
                .contains("site_down (bad_gateway)");
        assertThat(relay.traffic().failures()).containsEntry(WayFault.BAD_GATEWAY, 1L);
    }

    @Test
    void halfOfATunnelMayEndBeforeTheOther() throws IOException {
        String site =
                server(
                        (_, in, client) -> {
                            String all = EchoSite.text(in);
                            EchoSite.write(client, "heard " + all);
                        });
        try (Socket socket = EchoSite.client(relay)) {
            EchoSite.write(
                    socket,
                    "CONNECT "
                            + site.substring("http://".length())
                            + " HTTP/1.1\r\n\r\nhead\r\n\r\nand more");
            socket.shutdownOutput();
            assertThat(EchoSite.text(socket.getInputStream())).endsWith("heard and more");
        }
    }
}
