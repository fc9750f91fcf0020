package dev.lawn.simulator.proxy;

import dev.lawn.common.model.ProxyAddress;
import dev.lawn.simulator.http.HeldPort;
import dev.lawn.simulator.http.TcpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A forward proxy on 127.0.0.1 that goes out by one loopback address.
 *
 * <p>It leads to loopback addresses only, and to names below {@code simulator.test}, which are
 * 127.0.0.1 to it and to nobody else; anything else is refused, so that nothing can leave this host
 * by it. An IPv6 address is reached by ::1, for loopback has no second one.
 */
public final class ForwardProxy implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final ProxySettings settings;
    private final InetAddress exit;
    private final ClientSide clientSide;
    private final ProxyLog log = new ProxyLog();
    private final Gates gates = new Gates();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Also while the proxy itself is not there. */
    private final HeldPort port;

    private volatile ProxyFault fault = ProxyFault.NONE;
    private TcpServer server;
    private boolean listening = true;
    private @Nullable FullQueue queue;

    private ForwardProxy(ProxySettings settings, InetAddress exit, ClientSide clientSide)
            throws IOException {
        this.settings = settings;
        this.exit = exit;
        this.clientSide = clientSide;
        this.port = HeldPort.at(InetAddress.ofLiteral(HOST));
        this.server = TcpServer.start(port.address(), this::serve);
    }

    /**
     * Starts a proxy on a free port.
     *
     * @param exit the address it goes out by
     * @param identity by which an HTTPS proxy is known; null where there is no such proxy
     */
    public static ForwardProxy start(
            ProxySettings settings, InetAddress exit, @Nullable TlsIdentity identity)
            throws IOException {
        return new ForwardProxy(settings, exit, ClientSide.of(settings.kind(), identity));
    }

    private void serve(Socket near) throws IOException, InterruptedException {
        open.add(near);
        try {
            ProxyLog.Entry entry = log.begin();
            gates.clients().await();
            Way.Rules rules = new Way.Rules(settings, fault, exit, gates);
            new Way(clientSide.of(near), entry, rules).serve();
        } finally {
            open.remove(near);
        }
    }

    /** Where it listens, with the credentials it wants; the same all its life. */
    public synchronized ProxyAddress address() {
        return new ProxyAddress(
                settings.kind().scheme(), HOST, server.port(), settings.credentials());
    }

    /** What it speaks. */
    public ProxyKind kind() {
        return settings.kind();
    }

    /** Its latest thousand connections, open ones among them; the oldest first. */
    public List<Passage> passages() {
        return log.passages();
    }

    /** What it has seen since it started. */
    public ProxyTraffic traffic() {
        return log.traffic();
    }

    /** The same by {@code host:port} as it was asked for, of whoever was let in. */
    public Map<String, ProxyTraffic> trafficByTarget() {
        return log.trafficByTarget();
    }

    /**
     * Switches to this fault; {@link ProxyFault#NONE} makes all well again.
     *
     * @throws IOException where it cannot listen any more
     */
    public synchronized void set(ProxyFault next) throws IOException {
        fault = next;
        gates.turn(next);
        listen(next);
        if (next.endsTunnels()) {
            open.forEach(ForwardProxy::closeQuietly);
        }
    }

    private void listen(ProxyFault next) throws IOException {
        if (queue != null) {
            queue.close();
            queue = null;
        }
        if (!next.listens()) {
            server.close();
        } else if (!listening) {
            server = TcpServer.start(port.address(), this::serve);
        }
        listening = next.listens();
        if (next == ProxyFault.NOT_ACCEPTING) {
            queue = FullQueue.on(port.address());
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception _) {
            // Closed either way.
        }
    }

    @Override
    public synchronized void close() {
        gates.turn(ProxyFault.NONE);
        server.close();
        closeQuietly(port);
        if (queue != null) {
            closeQuietly(queue);
        }
    }
}
