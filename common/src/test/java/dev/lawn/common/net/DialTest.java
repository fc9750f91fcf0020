package dev.lawn.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DialTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
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
        // Bound, so that nobody else listens there; and without listening itself.
        try (Socket nobody = new Socket()) {
            nobody.bind(new InetSocketAddress(HERE, 0));
            int closed = nobody.getLocalPort();

            assertThatThrownBy(() -> dial(List.of(HERE, OTHER), closed))
                    .hasMessage("Connection refused");
            assertThatThrownBy(() -> dial(List.of(OTHER, HERE), closed))
                    .isInstanceOf(BindException.class);
        }
    }

    private static void dial(List<InetAddress> addresses, int port) throws IOException {
        Dial.direct(addresses, port, PATIENCE, DialTest::foreignToOther).close();
    }
}
