package dev.lawn.worker.relay;

import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's forward proxy on loopback: it holds the credentials Chrome cannot, counts the bytes,
 * and knows one way out. Where that way fails, the request fails.
 *
 * <pre>{@code
 * try (Relay relay = Relay.start(assignment.proxy())) {
 *     chrome("--proxy-server=http://127.0.0.1:" + relay.address().getPort());
 * }
 * }</pre>
 */
public final class Relay implements AutoCloseable {

    /** Chrome opens at most 32 connections per proxy and kind; more is a fault or an attack. */
    private static final int MOST_CONNECTIONS = 256;

    private static final UpstreamFailure FULL =
            new UpstreamFailure(
                    Reason.INTERNAL,
                    "the relay has %d connections open, no more are taken"
                            .formatted(MOST_CONNECTIONS));

    private static final Duration AFTER_FAILURE = Duration.ofMillis(200);
    private static final int BACKLOG = 64;
    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    private final ServerSocket server;
    private final Counters counters = new Counters();
    private final Upstream upstream;
    private final Semaphore connections = new Semaphore(MOST_CONNECTIONS);
    private volatile Optional<UpstreamFailure> lastFailure = Optional.empty();

    private Relay(ServerSocket server, @Nullable ProxyAddress proxy) {
        this.server = server;
        this.upstream = Upstream.of(proxy, counters);
    }

    /**
     * Opens the relay on an ephemeral port of 127.0.0.1.
     *
     * @param proxy the way out; null for the host's own
     */
    public static Relay start(@Nullable ProxyAddress proxy) throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        Relay relay = new Relay(new ServerSocket(0, BACKLOG, loopback), proxy);
        Thread.ofVirtual().name("relay").start(relay::accept);
        return relay;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** What went through so far. */
    public Traffic traffic() {
        return counters.snapshot();
    }

    /** Why the latest attempt to go out failed; empty where it did not, or none was made yet. */
    public Optional<UpstreamFailure> lastFailure() {
        return lastFailure;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                admit(server.accept());
            } catch (IOException e) {
                if (!server.isClosed()) {
                    log.warn("accept: {}", e.toString());
                    // Out of file descriptors, most likely: the next try would fail at once.
                    LockSupport.parkNanos(AFTER_FAILURE.toNanos());
                }
            }
        }
    }

    private void admit(Socket client) {
        if (!connections.tryAcquire()) {
            counters.refused();
            remember(Optional.of(FULL));
            Sockets.close(client);
            return;
        }
        Thread.ofVirtual().name("relay-client").start(() -> serve(client));
    }

    private void serve(Socket client) {
        try {
            new ClientConnection(client, upstream, counters, this::remember).serve();
        } catch (IOException e) {
            log.debug("closing a client: {}", e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            connections.release();
        }
    }

    private void remember(Optional<UpstreamFailure> outcome) {
        lastFailure = outcome;
    }

    /** Takes no more clients. Those it has end with Chrome. */
    @Override
    public void close() {
        Sockets.close(server);
    }
}
