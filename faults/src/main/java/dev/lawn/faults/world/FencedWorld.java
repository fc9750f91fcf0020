package dev.lawn.faults.world;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.Secret;
import dev.lawn.faults.lawn.Installation;
import dev.lawn.faults.lawn.PrivateNetwork;
import dev.lawn.faults.lawn.Setup;
import dev.lawn.simulator.Simulator;
import dev.lawn.simulator.SimulatorSettings;
import dev.lawn.simulator.service.Stats;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * One node with a real browser in a network of its own, from which the only way that leads anywhere
 * is a proxy. The service is on this host, and can be had by that proxy; whoever asks for it
 * without is as lost as with any other address.
 */
public final class FencedWorld extends SimulatedWorld {

    private static final String NODE = "fenced";
    private static final String ACCOUNT = "fenced@example.com";

    public static final Credentials WAY = new Credentials("way", Secret.of("password-way"));

    private static final Credentials OWNER = new Credentials(ACCOUNT, Secret.of("password-fenced"));

    private final PrivateNetwork network;
    private final TinyProxy proxy;

    private FencedWorld(
            Installation installation,
            Workspace workspace,
            PrivateNetwork network,
            Simulator simulator,
            TinyProxy proxy) {
        super(installation, workspace, simulator);
        this.network = network;
        this.proxy = proxy;
    }

    /** Makes it; Lawn is not started yet. Takes root. */
    public static FencedWorld create(Installation installation)
            throws IOException, InterruptedException {
        Workspace workspace = Workspace.create(null);
        PrivateNetwork network = PrivateNetwork.open();
        try {
            Simulator simulator =
                    Simulator.start(
                            new SimulatorSettings(
                                    new InetSocketAddress(InetAddress.ofLiteral(network.host()), 0),
                                    workspace.root().resolve("simulator"),
                                    List.of(OWNER),
                                    List.of()));
            TinyProxy proxy = TinyProxy.start(workspace.root(), network.host(), WAY);
            return new FencedWorld(installation, workspace, network, simulator, proxy);
        } catch (IOException | InterruptedException e) {
            network.close();
            throw e;
        }
    }

    public PrivateNetwork network() {
        return network;
    }

    public TinyProxy proxy() {
        return proxy;
    }

    /** The node's Chrome profile. */
    public Path profile() {
        return workspace().node(NODE).resolve("profile");
    }

    @Override
    public List<String> nodes() {
        return List.of(NODE);
    }

    /** There is no other. */
    @Override
    boolean isOf(String node, Stats.OpenSocket socket) {
        return true;
    }

    @Override
    Setup setup() throws IOException {
        return new Setup(
                        workspace().stateDir(),
                        workspace().accounts(yaml()),
                        installation().worker(),
                        null)
                .in(network);
    }

    private String yaml() throws IOException {
        String base = simulator().uri().toString().replaceFirst("/$", "");
        return """
        service: grass
        services:
          grass:
            variables:
              app: %1$s
              api: %1$s
              ip: %1$s/ip
              ip_second: %1$s/ip
              ip_third: %1$s/ip
              extension_id: %2$s
              extension_folder: %3$s
        accounts:
          - name: fenced
            email: %4$s
            password: %5$s
            nodes:
              - name: %6$s
                proxy: http://%7$s:%8$s@%9$s:%10$d
        """
                .formatted(
                        base,
                        SimulatorSettings.STAND_IN,
                        StandIn.forHosts(network.host(), installation(), workspace()),
                        OWNER.user(),
                        OWNER.password().reveal(),
                        NODE,
                        WAY.user(),
                        WAY.password().reveal(),
                        network.host(),
                        proxy.port());
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            super.close();
        } finally {
            network.close();
            proxy.close();
        }
    }
}
