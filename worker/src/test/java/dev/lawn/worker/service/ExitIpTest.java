package dev.lawn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.net.HttpHead;
import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import dev.lawn.worker.service.ExitIp.Answer;
import dev.lawn.worker.service.ExitIp.Known;
import dev.lawn.worker.service.ExitIp.Trouble;
import dev.lawn.worker.service.ExitIp.Unknown;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a relay that answers each connection with what the test says. */
@Timeout(240)
class ExitIpTest {

    /** Its share is longer than a busy host lets any answer wait. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Time time = new SystemTime();
    private volatile Duration between = Duration.ZERO;
    private ServerSocket relay;

    @BeforeEach
    void listen() throws IOException {
        relay = new ServerSocket(0, 4, InetAddress.ofLiteral("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
    }

    /** One connection after the other gets one of these. */
    private void answers(String... each) {
        Thread.ofVirtual()
                .start(
                        () -> {
                            for (String answer : each) {
                                answerNext(answer);
                            }
                        });
    }

    private void answerNext(String answer) {
        try (Socket client = relay.accept()) {
            asked.add(HttpHead.read(client.getInputStream()).startLine());
            for (byte b : answer.getBytes(StandardCharsets.UTF_8)) {
                client.getOutputStream().write(b);
                if (!between.isZero()) {
                    LockSupport.parkNanos(between.toNanos());
                }
            }
        } catch (IOException _) {
            // The test has seen enough.
        }
    }

    private Answer ask(Duration patience, String... addresses) {
        List<URI> all = List.of(addresses).stream().map(URI::create).toList();
        InetSocketAddress by = (InetSocketAddress) relay.getLocalSocketAddress();
        return new ExitIp(all, by, patience, time).ask();
    }

    private static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body);
    }

    @Test
    void asksThroughTheRelay() {
        answers(ok("{\"ip\":\"203.0.113.9\"}"));
        assertThat(ask(PATIENCE, "http://ip.example/me?as=json"))
                .isEqualTo(new Known("203.0.113.9"));
        assertThat(asked).containsExactly("GET http://ip.example/me?as=json HTTP/1.1");
    }

    @Test
    void readsAnAnswerInChunks() {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        answers(head.concat("4\r\n203.\r\n7;x=y\r\n0.113.9\r\n0\r\n\r\n"));
        assertThat(ask(PATIENCE, "http://ip.example")).isEqualTo(new Known("203.0.113.9"));
        assertThat(asked).containsExactly("GET http://ip.example/ HTTP/1.1");
    }

    @Test
    void asksTheNextWhereOneDoesNotSay() {
        answers(
                "HTTP/1.1 502 Bad Gateway\r\n\r\n203.0.113.1",
                ok("<html>"),
                ok("203.0.113.9"),
                ok("203.0.113.10"));
        assertThat(ask(PATIENCE, "http://a/", "http://b/", "http://c/", "http://d/"))
                .isEqualTo(new Known("203.0.113.9"));
        assertThat(asked).hasSize(3);
    }

    @Test
    void tellsWhatCameOfTheLast() {
        answers(ok("<html>"), "HTTP/1.1 502 Bad Gateway\r\n\r\n");
        assertThat(ask(PATIENCE, "http://a/", "http://b/"))
                .isEqualTo(new Unknown(Trouble.NO_ANSWER, "b: b answered 502"));
    }

    @Test
    void whoMayNotAskIsToldApart() {
        answers("HTTP/1.1 403 Forbidden\r\n\r\n");
        assertThat(ask(PATIENCE, "http://a/"))
                .isEqualTo(new Unknown(Trouble.FORBIDDEN, "a: a answered 403"));
    }

    @Test
    void aTunnelThatIsNotGivenIsNoAnswer() {
        answers("HTTP/1.1 502 Bad Gateway\r\n\r\n");
        assertThat(ask(PATIENCE, "https://ip.example/"))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.trouble()).isEqualTo(Trouble.NO_ANSWER));
        assertThat(asked).containsExactly("CONNECT ip.example:443 HTTP/1.1");
    }

    @Test
    void whoSpeaksNoTlsIsToldApart() {
        answers("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 400 Bad Request\r\n\r\n");
        assertThat(ask(PATIENCE, "https://ip.example/"))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.trouble()).isEqualTo(Trouble.TLS));
    }

    /** Each byte comes long before any read would time out, and all of them never. */
    @Test
    void anAnswerByteByByteIsNone() {
        between = Duration.ofMillis(50);
        answers(ok("203.0.113.9" + " ".repeat(2000)));
        assertThat(ask(Duration.ofMillis(600), "http://ip.example/"))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.trouble()).isEqualTo(Trouble.SLOW));
    }

    /** It takes 1.1 s, with a share of half a second. */
    @Test
    void aSlowOneMayAnswerUntilThePatienceIsOver() {
        between = Duration.ofMillis(20);
        answers(ok("203.0.113.9"));
        assertThat(ask(Duration.ofMinutes(1), addresses(120))).isEqualTo(new Known("203.0.113.9"));
        assertThat(asked).hasSize(1);
    }

    private static String[] addresses(int count) {
        return IntStream.range(0, count)
                .mapToObj("http://%d.example/"::formatted)
                .toArray(String[]::new);
    }

    @Test
    void oneThatNeverAnswersLeavesTheNextOneItsTime() throws Exception {
        List<Socket> silent = new CopyOnWriteArrayList<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                silent.add(relay.accept());
                            } catch (IOException _) {
                                return;
                            }
                            between = Duration.ofMillis(20);
                            answerNext(ok("203.0.113.9"));
                        });
        // The answer takes 1.1 s: more than the second's share, and less than what is left.
        assertThat(ask(Duration.ofMinutes(1), addresses(60))).isEqualTo(new Known("203.0.113.9"));
        for (Socket each : silent) {
            each.setSoTimeout(60_000);
            HttpHead.read(each.getInputStream());
            assertThat(each.getInputStream().read())
                    .as("nobody waits for it any more")
                    .isLessThan(0);
            each.close();
        }
        assertThat(silent).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.9",
                " 203.0.113.9\n",
                "{\"ip\":\"203.0.113.9\"}",
                "{\"country\": \"XX\", \"ip\" : \"203.0.113.9\"}"
            })
    void readsPlainTextAndJson(String answer) {
        assertThat(ExitIp.parse(answer)).contains("203.0.113.9");
    }

    @Test
    void readsIpv6() {
        assertThat(ExitIp.parse("2001:db8::1")).contains("2001:db8:0:0:0:0:0:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>sign in</html>", "localhost", "{\"ip\":null}", "1.2.3.4.5"})
    void isUnknownWhereTheAnswerIsNoAddress(String answer) {
        assertThat(ExitIp.parse(answer)).isEmpty();
    }
}
