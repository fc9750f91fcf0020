package dev.lawn.worker.relay;

import dev.lawn.common.model.Reason;
import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's forward proxy on loopback: it holds the credentials Chrome cannot, counts the bytes,
 * serves nobody but the node, and knows one way out. Where that way fails, the request fails.
 *
 * <pre>{@code
 * try (Relay relay = Relay.start(RelaySettings.of(assignment, new OwnProcesses()))) {
 *     chrome("--proxy-server=http://127.0.0.1:" + relay.address().getPort());
 * }
 * }</pre>
 */
public final class Relay implements AutoCloseable {

    private static final Duration AFTER_FAILURE = Duration.ofMillis(200);
    private static final int BACKLOG = 64;
    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    private final ServerSocket server;
    private final Peers peers;
    private final Ledger ledger;
    private final Limits limits;
    private final Context context;
    private final Sweeper sweeper;
    private final Semaphore connections;
    private volatile Optional<UpstreamFailure> lastFailure = Optional.empty();

    private Relay(
            ServerSocket server,
            RelaySettings settings,
            Limits limits,
            Supplier<SSLSocketFactory> trust) {
        Time time = new SystemTime();
        this.server = server;
        this.peers = settings.peers();
        this.limits = limits;
        ledger = new Ledger(Destinations.of(settings.traffic(), settings.control()));
        Way way =
                new Way(settings.targets().closing(server.getLocalPort()), limits.connect(), trust);
        context =
                new Context(
                        Upstream.of(settings.proxy(), settings.bind(), way),
                        ledger,
                        limits,
                        time,
                        this::remember);
        sweeper = new Sweeper(limits.round(), time);
        connections = new Semaphore(limits.connections());
    }

    /** Opens the relay on an ephemeral port of 127.0.0.1. */
    public static Relay start(RelaySettings settings) throws IOException {
        // Loaded by the one who needs it: the JDK's trust store takes a megabyte.
        return start(
                settings, Limits.USUAL, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    static Relay start(RelaySettings settings, Limits limits, Supplier<SSLSocketFactory> trust)
            throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        Relay relay = new Relay(new ServerSocket(0, BACKLOG, loopback), settings, limits, trust);
        relay.sweeper.start();
        Thread.ofVirtual().name("relay").start(relay::accept);
        return relay;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** What went through so far. */
    public Traffic traffic() {
        return ledger.snapshot();
    }

    /** Why the latest attempt to go out failed; empty where it did not, or none was made yet. */
    public Optional<UpstreamFailure> lastFailure() {
        return lastFailure;
    }

    /** How many clients it serves at this moment. */
    int connections() {
        return limits.connections() - connections.availablePermits();
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
            ledger.refused();
            remember(
                    Optional.of(
                            new UpstreamFailure(
                                    Reason.INTERNAL,
                                    "the relay has %d connections open, no more are taken"
                                            .formatted(limits.connections()))));
            Sockets.close(client);
            return;
        }
        Thread.ofVirtual().name("relay-client").start(() -> serve(client));
    }

    private void serve(Socket socket) {
        Life life = new Life();
        try (socket) {
            life.holds(socket);
            sweeper.add(life);
            ClientConnection client = new ClientConnection(socket, context, life);
            if (peers.isOurs(socket)) {
                client.serve();
            } else {
                client.refuse("this relay serves the browser of its own node and nobody else");
            }
        } catch (IOException e) {
            log.debug("closing a client: {}", e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            sweeper.remove(life);
            connections.release();
        }
    }

    private void remember(Optional<UpstreamFailure> outcome) {
        lastFailure = outcome;
    }

    /** Takes no more clients, and ends those it has. */
    @Override
    public void close() {
        Sockets.close(server);
        sweeper.close();
    }
}
