package dev.lawn.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.lawn.simulator.TestWorld.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorTest {

    @TempDir Path state;

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (TestWorld world = TestWorld.start(state)) {
            int port = world.simulator().uri().getPort();

            assertThatIOException()
                    .isThrownBy(() -> Simulator.start(TestWorld.settings(state, port)))
                    .withMessageContaining("127.0.0.1:" + port)
                    .withMessageContaining("choose another port");
        }
    }

    @Test
    void nothingListensAfterClose() throws Exception {
        TestWorld world = TestWorld.start(state);
        int port = world.simulator().uri().getPort();
        int proxyPort = world.simulator().proxies().getFirst().port();

        world.close();

        assertThat(accepts(port)).isFalse();
        assertThat(accepts(proxyPort)).isFalse();
    }

    private static boolean accepts(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException _) {
            return false;
        }
    }

    @Test
    void aSessionOutlivesTheRunAndTheCountersDoNot() throws Exception {
        String token;
        try (TestWorld world = TestWorld.start(state)) {
            token = world.accessToken();
            assertThat(world.simulator().stats().signIns()).containsEntry(TestWorld.ACCOUNT, 1);
        }
        try (TestWorld world = TestWorld.start(state)) {
            Answer user = world.get("/retrieveUser", token);

            assertThat(user.status()).isEqualTo(200);
            assertThat(user.data().path("email").asString()).isEqualTo(TestWorld.ACCOUNT);
            assertThat(world.simulator().stats().signIns()).isEmpty();
        }
    }

    @Test
    void anotherStateFolderDoesNotKnowTheSession(@TempDir Path elsewhere) throws Exception {
        String token;
        try (TestWorld world = TestWorld.start(state)) {
            token = world.accessToken();
        }
        try (TestWorld world = TestWorld.start(elsewhere)) {
            assertThat(world.get("/retrieveUser", token).status()).isEqualTo(401);
        }
    }

    @Test
    void onlyTheOwnerReadsTheKey() throws Exception {
        try (TestWorld _ = TestWorld.start(state)) {
            assertThat(Files.getPosixFilePermissions(state.resolve("session.key")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }
}
