package dev.lawn.common.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two real connections, joined in the middle: client - near, far - server. */
@Timeout(60)
class SpliceTest {

    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private Socket client;
    private Socket server;
    private Thread splice;

    @BeforeEach
    void join() throws IOException {
        try (ServerSocket nearSide = listen();
                ServerSocket farSide = listen()) {
            client = new Socket(nearSide.getInetAddress(), nearSide.getLocalPort());
            Socket near = nearSide.accept();
            Socket far = new Socket(farSide.getInetAddress(), farSide.getLocalPort());
            server = farSide.accept();
            splice = Thread.ofVirtual().start(() -> join(near, far));
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private void join(Socket near, Socket far) {
        try {
            Splice.join(near, near.getInputStream(), far, sent::add, received::add);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    private static void say(Socket socket, String words) throws IOException {
        socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
    }

    private static String heardToTheEnd(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void aHalfCloseLeavesTheAnswerItsWay() throws Exception {
        say(client, "question");
        client.shutdownOutput();

        assertThat(heardToTheEnd(server)).isEqualTo("question");
        say(server, "the answer");
        server.shutdownOutput();

        assertThat(heardToTheEnd(client)).isEqualTo("the answer");
        assertThat(splice.join(Duration.ofSeconds(30))).isTrue();
        assertThat(sent.sum()).isEqualTo("question".length());
        assertThat(received.sum()).isEqualTo("the answer".length());
    }

    @Test
    void theServerMayFallSilentFirst() throws Exception {
        say(server, "greeting");
        server.shutdownOutput();

        assertThat(heardToTheEnd(client)).isEqualTo("greeting");
        say(client, "late words");
        client.shutdownOutput();

        assertThat(heardToTheEnd(server)).isEqualTo("late words");
        assertThat(splice.join(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void aBrokenSideEndsBoth() throws Exception {
        server.setSoLinger(true, 0); // the close becomes a reset
        server.close();

        assertThat(client.getInputStream().read()).isNegative();
        assertThat(splice.join(Duration.ofSeconds(30))).isTrue();
    }
}
