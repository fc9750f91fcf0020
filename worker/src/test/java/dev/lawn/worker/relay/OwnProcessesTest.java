package dev.lawn.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes at the other end. */
@Timeout(120)
class OwnProcessesTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @TempDir private Path folder = Path.of("");
    private final ServerSocket server = new ServerSocket(0, 50, LOOPBACK);
    private final OwnProcesses peers = new OwnProcesses();

    OwnProcessesTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private Process bash(String script) throws IOException {
        return new ProcessBuilder("bash", "-c", script.replace("PORT", "" + server.getLocalPort()))
                .redirectErrorStream(true)
                .start();
    }

    @Test
    void thisProcessIsOne() throws IOException {
        try (Socket _ = new Socket(LOOPBACK, server.getLocalPort());
                Socket accepted = server.accept()) {
            assertThat(peers.isOurs(accepted)).isTrue();
        }
    }

    @Test
    void soIsAChildOfAChild() throws Exception {
        Process child = bash("bash -c 'exec 3<>/dev/tcp/127.0.0.1/PORT; read -u 3 _; true'; true");
        try (Socket accepted = server.accept()) {
            assertThat(peers.isOurs(accepted)).isTrue();
        }
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aProcessThatDescendsFromNoneOfUsIsNot() throws Exception {
        // Its parent ends at once, so that another takes it over.
        Process parent =
                bash("(setsid bash -c 'exec 3<>/dev/tcp/127.0.0.1/PORT; read -u 3 _; true' &)");
        assertThat(parent.waitFor(60, TimeUnit.SECONDS)).isTrue();
        try (Socket accepted = server.accept()) {
            assertThat(peers.isOurs(accepted)).isFalse();
        }
    }

    @Test
    void whoHasGoneCannotBeTold() throws IOException {
        try (Socket client = new Socket(LOOPBACK, server.getLocalPort())) {
            client.setSoLinger(true, 0);
        }
        try (Socket accepted = server.accept()) {
            assertThat(peers.isOurs(accepted)).isFalse();
        }
    }

    @Test
    void aStrangerGetsAnAnswerAndNoWayOut() throws Exception {
        RelaySettings open = TestRelays.by(null);
        try (EchoSite site = new EchoSite();
                Relay relay =
                        Relay.start(
                                new RelaySettings(
                                        null,
                                        null,
                                        open.targets(),
                                        List.of(),
                                        new OwnProcesses()))) {
            assertThat(site.tunnelled(relay, "127.0.0.1")).isEqualTo("GET /tunnel");
            Path leave = folder.resolve("leave");
            Path answer = folder.resolve("answer");
            Process parent =
                    new ProcessBuilder(
                                    "bash",
                                    "-c",
                                    "(setsid timeout 100 bash -c 'until [ -e %s ]; do sleep 0.05; done; exec 3<>/dev/tcp/127.0.0.1/%d; printf \"GET http://127.0.0.1:%d/ HTTP/1.1\\r\\n\\r\\n\" >&3; cat <&3 >%s.part; mv %4$s.part %4$s' &)"
                                            .formatted(
                                                    leave,
                                                    relay.address().getPort(),
                                                    site.port(),
                                                    answer))
                            .start();
            // Until then it descends from us.
            assertThat(parent.waitFor(60, TimeUnit.SECONDS)).isTrue();
            Files.createFile(leave);
            await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(answer));
            assertThat(answer).content().startsWith("HTTP/1.1 403").contains("its own node");
            assertThat(site.requests).hasSize(1);
            assertThat(relay.traffic().refused()).isEqualTo(1);
        }
    }
}
