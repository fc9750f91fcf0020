package dev.lawn.worker.relay;

import dev.lawn.common.model.Reason;
import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
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

    private final ServerSocketChannel server;
    private final InetSocketAddress address;
    private final Peers peers;
    private final Ledger ledger;
    private final Limits limits;
    private final Context context;
    private final Sweeper sweeper;
    private final Semaphore connections;
    private final Semaphore unproven;
    private final Outcomes outcomes = new Outcomes();

    private Relay(
            ServerSocketChannel server,
            RelaySettings settings,
            Limits limits,
            Supplier<SSLSocketFactory> trust)
            throws IOException {
        Time time = new SystemTime();
        this.server = server;
        address = (InetSocketAddress) server.getLocalAddress();
        this.peers = settings.peers();
        this.limits = limits;
        ledger = new Ledger(Destinations.of(settings.traffic(), settings.control()));
        Way way = new Way(settings.targets().closing(address.getPort()), limits.connect(), trust);
        context =
                new Context(
                        Upstream.of(settings.proxy(), settings.bind(), way),
                        ledger,
                        limits,
                        time,
                        Movers.start(),
                        outcomes);
        sweeper = new Sweeper(limits.round(), time);
        connections = new Semaphore(limits.connections());
        unproven = new Semaphore(limits.unproven());
    }

    /** Opens the relay on an ephemeral port of 127.0.0.1. */
    public static Relay start(RelaySettings settings) throws IOException {
        // Loaded by the one who needs it: the JDK's trust store takes a megabyte.
        return start(
                settings, Limits.USUAL, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    static Relay start(RelaySettings settings, Limits limits, Supplier<SSLSocketFactory> trust)
            throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), BACKLOG);
        Relay relay = new Relay(server, settings, limits, trust);
        relay.sweeper.start();
        Thread.ofVirtual().name("relay").start(relay::accept);
        return relay;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** What went through so far. */
    public Traffic traffic() {
        return ledger.snapshot();
    }

    /**
     * Why the latest attempt to go out failed, as far as it says something of the way out or of the
     * service's own pages; empty where it did not, or none was made yet.
     */
    public Optional<UpstreamFailure> lastFailure() {
        return outcomes.latest();
    }

    /** How many clients it serves at this moment. */
    int connections() {
        return limits.connections() - connections.availablePermits();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                admit(server.accept().socket());
            } catch (IOException e) {
                if (server.isOpen()) {
                    log.warn("accept: {}", e.toString());
                    // Out of file descriptors, most likely: the next try would fail at once.
                    LockSupport.parkNanos(AFTER_FAILURE.toNanos());
                }
            }
        }
    }

    /** Others wait in the listener's queue while so many are looked up. */
    private void admit(Socket client) {
        unproven.acquireUninterruptibly();
        Thread.ofVirtual().name("relay-client").start(() -> receive(client));
    }

    private void receive(Socket socket) {
        boolean isOurs = false;
        try {
            isOurs = peers.isOurs(socket);
            if (!isOurs) {
                dismiss(socket);
            }
        } finally {
            unproven.release();
        }
        if (isOurs) {
            serve(socket);
        }
    }

    private void dismiss(Socket socket) {
        ledger.refused();
        try (socket) {
            Client.of(socket)
                    .dismiss(
                            "403 Forbidden",
                            "this relay serves the browser of its own node and nobody else");
        } catch (IOException e) {
            log.debug("a stranger: {}", e.toString());
        }
    }

    private void serve(Socket socket) {
        if (!connections.tryAcquire()) {
            ledger.refused();
            outcomes.failed(
                    new UpstreamFailure(
                            Reason.INTERNAL,
                            "the relay has %d connections open, no more are taken"
                                    .formatted(limits.connections())));
            Sockets.close(socket);
            return;
        }
        Life life = new Life();
        try (socket) {
            life.holds(socket);
            sweeper.add(life);
            new ClientConnection(socket, context, life).serve();
        } catch (IOException e) {
            log.debug("closing a client: {}", e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            sweeper.remove(life);
            connections.release();
        }
    }

    /** Takes no more clients, and ends those it has. */
    @Override
    public void close() {
        Sockets.close(server);
        sweeper.close();
        context.movers().close();
    }
}
