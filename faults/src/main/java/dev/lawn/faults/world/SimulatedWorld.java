package dev.lawn.faults.world;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Secret;
import dev.lawn.faults.lawn.Installation;
import dev.lawn.simulator.Simulator;
import dev.lawn.simulator.SimulatorSettings;
import dev.lawn.simulator.service.Stats;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Real browsers on a simulator: who earns is told by the sockets that they have open to it. */
public abstract class SimulatedWorld extends World {

    /** The demo's extension speaks every 10 s; the rest is for a busy host. */
    private static final Duration SILENCE = Duration.ofSeconds(12);

    /** What stands before the number of an account in its password, and of a proxy in its own. */
    static final String PASSWORD = "password-";

    private static final String ACCOUNT = "account-%d@example.com";

    private final Simulator simulator;

    SimulatedWorld(Installation installation, Workspace workspace, Simulator simulator) {
        super(installation, workspace);
        this.simulator = simulator;
    }

    public final Simulator simulator() {
        return simulator;
    }

    /** A service on loopback, with an account and a proxy for each of so many nodes. */
    static SimulatorSettings forNodes(int nodes, Workspace workspace) {
        return new SimulatorSettings(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                workspace.root().resolve("simulator"),
                credentials(ACCOUNT, nodes),
                credentials("proxy-%d", nodes));
    }

    private static List<Credentials> credentials(String pattern, int nodes) {
        return IntStream.rangeClosed(1, nodes)
                .mapToObj(i -> new Credentials(pattern.formatted(i), Secret.of(PASSWORD + i)))
                .toList();
    }

    /** Which account and which proxy are this node's, from 0. */
    public final int index(String node) {
        return nodes().indexOf(node);
    }

    /** Whether a socket is of this node's account. */
    final boolean isOfAccount(String node, Stats.OpenSocket socket) {
        return socket.account().equals(ACCOUNT.formatted(index(node) + 1));
    }

    /**
     * This node's account, as accounts.yaml has it.
     *
     * @param password what stands before the account's number in its password
     */
    final String account(String node, String password) {
        int number = index(node) + 1;
        ProxyAddress proxy = simulator.proxies().get(number - 1);
        Credentials way = Objects.requireNonNull(proxy.credentials());
        return """
                 - name: account-%1$d
                   email: %2$s
                   password: %3$s%1$d
                   nodes:
                     - name: %4$s
                       proxy: http://%5$s:%6$s@%7$s:%8$d
               """
                .formatted(
                        number,
                        ACCOUNT.formatted(number),
                        password,
                        node,
                        way.user(),
                        way.password().reveal(),
                        proxy.host(),
                        proxy.port());
    }

    /** Whether this node opened that socket. */
    abstract boolean isOf(String node, Stats.OpenSocket socket);

    @Override
    public final boolean earning(String node) {
        return sinceHeard(node).compareTo(SILENCE) < 0;
    }

    @Override
    public final Duration sinceHeard(String node) {
        Instant now = Instant.now();
        return simulator.stats().sockets().stream()
                .filter(socket -> isOf(node, socket))
                .map(socket -> Duration.between(socket.heardAt(), now))
                .min(Comparator.naturalOrder())
                .orElse(NEVER);
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            super.close();
        } finally {
            simulator.close();
        }
    }
}
