package dev.lawn.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DialTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("127.0.0.2");

    /** Whoever goes to the other address would have to come from one that is not this host's. */
    private static Optional<InetAddress> foreignToOther(InetAddress to) {
        return to.equals(OTHER)
                ? Optional.of(InetAddress.ofLiteral("203.0.113.7"))
                : Optional.empty();
    }

    @Test
    void takesTheFirstThatTakesIt() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, HERE);
                Socket socket =
                        Dial.direct(
                                List.of(OTHER, HERE),
                                server.getLocalPort(),
                                PATIENCE,
                                Dial.ANY_SOURCE)) {
            assertThat(socket.getInetAddress()).isEqualTo(HERE);
            assertThat(socket.getChannel()).as("for a selector").isNotNull();
        }
    }

    @Test
    void tellsWhatWasWrongWithTheFirst() throws IOException {
        int closed = closedPort();

        assertThatThrownBy(
                        () ->
                                Dial.direct(
                                        List.of(HERE, OTHER),
                                        closed,
                                        PATIENCE,
                                        DialTest::foreignToOther))
                .hasMessage("Connection refused");
        assertThatThrownBy(
                        () ->
                                Dial.direct(
                                        List.of(OTHER, HERE),
                                        closed,
                                        PATIENCE,
                                        DialTest::foreignToOther))
                .isInstanceOf(BindException.class);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, HERE)) {
            return free.getLocalPort();
        }
    }
}
