package dev.lawn.faults.world;

import dev.lawn.faults.lawn.Installation;
import dev.lawn.faults.lawn.Setup;
import dev.lawn.simulator.Simulator;
import dev.lawn.simulator.SimulatorSettings;
import dev.lawn.simulator.service.Stats;
import dev.lawn.simulator.service.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Real browsers: each node has an account and a proxy of its own on one simulated service. */
public final class RealWorld extends SimulatedWorld {

    private final int count;
    private final String service;
    private @Nullable Path browser;
    private String password = PASSWORD;

    private RealWorld(
            Installation installation,
            Workspace workspace,
            Simulator simulator,
            int count,
            String service) {
        super(installation, workspace, simulator);
        this.count = count;
        this.service = service;
    }

    /**
     * Makes it; Lawn is not started yet.
     *
     * @param user as whom Lawn runs; null for whoever runs this
     */
    public static RealWorld create(Installation installation, int nodes, @Nullable String user)
            throws IOException {
        return create(installation, nodes, user, "demo", Variant.STEPWISE);
    }

    /**
     * The same by the definition of another service, whose variables alone differ from what ships.
     *
     * @param service {@code demo} or {@code grass}
     * @param variant the sign-in page to begin with
     */
    public static RealWorld create(
            Installation installation,
            int nodes,
            @Nullable String user,
            String service,
            Variant variant)
            throws IOException {
        Workspace workspace = Workspace.create(user);
        Simulator simulator = Simulator.start(forNodes(nodes, workspace).with(variant));
        return new RealWorld(installation, workspace, simulator, nodes, service);
    }

    /** Starts another program in place of the browser from the next start on. */
    public void setBrowser(@Nullable Path program) {
        browser = program;
    }

    /** Has accounts.yaml say passwords that the service does not know, from the next start on. */
    public void forgetPasswords() {
        password = "forgotten-";
    }

    @Override
    public List<String> nodes() {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "real-" + i).toList();
    }

    /** By its account, from its exit. */
    @Override
    boolean isOf(String node, Stats.OpenSocket socket) {
        return isOfAccount(node, socket) && socket.address().equals("127.0.1." + (index(node) + 1));
    }

    /** The sockets that are open, each under a name that no other has. */
    public Set<String> sockets() {
        return simulator().stats().sockets().stream()
                .map(s -> "%s from %s at %s".formatted(s.account(), s.address(), s.openedAt()))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    Setup setup() throws IOException {
        return new Setup(
                workspace().stateDir(),
                workspace().accounts(yaml()),
                installation().worker(),
                workspace().user());
    }

    private String yaml() {
        String base = simulator().uri().toString().replaceFirst("/$", "");
        StringBuilder yaml =
                new StringBuilder(
                        """
                        service: %2$s
                        services:
                          %2$s:
                            variables:
                              app: %1$s
                              api: %1$s
                        """
                                .formatted(base, service));
        if (service.equals("grass")) {
            // The stand-in takes the place of the extension that only its makers may give away.
            for (String ip : List.of("ip", "ip_second", "ip_third")) {
                yaml.append("      %s: %s/ip\n".formatted(ip, base));
            }
            yaml.append("      extension_id: ").append(SimulatorSettings.STAND_IN).append('\n');
            yaml.append("      extension_folder: ")
                    .append(installation().home().resolve("extensions/demo/extension"))
                    .append('\n');
        }
        if (browser != null) {
            yaml.append("browser:\n  binary: ").append(browser).append('\n');
        }
        String containment = installation().containmentLine();
        yaml.append(containment.isEmpty() ? "" : "limits:\n" + containment);
        yaml.append("accounts:\n");
        nodes().forEach(node -> yaml.append(account(node, password)));
        return yaml.toString();
    }
}
