package dev.lawn.worker.relay;

import dev.lawn.common.net.HttpHead;
import dev.lawn.common.net.Splice;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client of the relay, from its request to the end of both directions. */
final class ClientConnection {

    private static final Duration HEAD_PATIENCE = Duration.ofSeconds(30);
    private static final Logger log = LoggerFactory.getLogger(ClientConnection.class);

    private final Socket client;
    private final Upstream upstream;
    private final Counters counters;
    private final Consumer<Optional<UpstreamFailure>> outcome;

    /**
     * @param outcome told how each attempt to go out ended; empty for well
     */
    ClientConnection(
            Socket client,
            Upstream upstream,
            Counters counters,
            Consumer<Optional<UpstreamFailure>> outcome) {
        this.client = client;
        this.upstream = upstream;
        this.counters = counters;
        this.outcome = outcome;
    }

    void serve() throws IOException, InterruptedException {
        try (client) {
            readAndServe();
        }
    }

    private void readAndServe() throws InterruptedException {
        try {
            Sockets.keepAlive(client);
            client.setSoTimeout((int) HEAD_PATIENCE.toMillis());
            InputStream in = new BufferedInputStream(client.getInputStream());
            if (!hasBegun(in)) {
                return;
            }
            HttpHead head = HttpHead.read(in);
            client.setSoTimeout(0);
            serve(ProxyRequest.of(head), in);
        } catch (EOFException _) {
            // It changed its mind.
        } catch (IOException e) {
            // Also a head over its bound: there is nobody worth an answer.
            counters.refused();
            log.debug("client connection: {}", e.toString());
        }
    }

    /** Chrome opens connections ahead, and leaves or closes them unused. */
    private static boolean hasBegun(InputStream in) throws IOException {
        in.mark(1);
        try {
            boolean hasBegun = in.read() >= 0;
            in.reset();
            return hasBegun;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    private void serve(ProxyRequest request, InputStream in)
            throws IOException, InterruptedException {
        switch (request) {
            case ProxyRequest.Malformed(String why) -> refuse("400 Bad Request", why);
            case ProxyRequest.Tunnel(Authority to) -> {
                Optional<Socket> far = connect(to);
                if (far.isPresent()) {
                    accept(far.get());
                    Splice.join(client, in, far.get(), counters::sent, counters::received);
                }
            }
            case ProxyRequest.Forward(Authority to, HttpHead head, long bodyBytes) -> {
                Optional<Socket> far = connect(to);
                if (far.isPresent()) {
                    send(far.get(), head);
                    InputStream body = new OneBody(in, bodyBytes);
                    Splice.join(client, body, far.get(), counters::sent, counters::received);
                }
            }
        }
    }

    /** A connection, or empty after the client was told why there is none. */
    private Optional<Socket> connect(Authority to) throws IOException {
        Optional<String> unwanted = RefusedHosts.why(to.host());
        if (unwanted.isPresent()) {
            refuse("403 Forbidden", to.host() + " is refused by the relay: " + unwanted.get());
            return Optional.empty();
        }
        try {
            Socket far = upstream.connect(to);
            outcome.accept(Optional.empty());
            return Optional.of(far);
        } catch (UpstreamException e) {
            outcome.accept(Optional.of(e.failure()));
            log.info("{}: {}", e.failure().reason(), e.failure().detail());
            refuse("502 Bad Gateway", e.failure().reason() + ": " + e.failure().detail());
            return Optional.empty();
        }
    }

    private void accept(Socket far) throws IOException {
        try {
            client.getOutputStream().write(ascii("HTTP/1.1 200 OK\r\n\r\n"));
        } catch (IOException e) {
            Sockets.close(far);
            throw e;
        }
    }

    private void send(Socket far, HttpHead head) throws IOException {
        byte[] bytes = head.bytes();
        try {
            far.getOutputStream().write(bytes);
            counters.sent(bytes.length);
        } catch (IOException e) {
            Sockets.close(far);
            throw e;
        }
    }

    private void refuse(String status, String why) throws IOException {
        counters.refused();
        byte[] text = (why + "\n").getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 %s\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                        .formatted(status, text.length);
        client.getOutputStream().write(ascii(head));
        client.getOutputStream().write(text);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
