package dev.lawn.faults.world;

import dev.lawn.faults.lawn.Installation;
import dev.lawn.faults.lawn.Setup;
import dev.lawn.simulator.Simulator;
import dev.lawn.simulator.SimulatorSettings;
import dev.lawn.simulator.proxy.ProxyTraffic;
import dev.lawn.simulator.service.Stats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Real browsers by the definition of Grass, each behind a proxy of its own that writes down what
 * goes where. The service has several names, as services do, so that a log which knows no more than
 * names tells the web app, the API, the exit IP question and the node's own work apart.
 */
public final class MeteredWorld extends SimulatedWorld {

    /** The web app. */
    public static final String APP = "app.simulator.test";

    public static final String API = "api.simulator.test";

    /** Answers with the caller's IP. */
    public static final String IP = "ip.simulator.test";

    /** Where the simulator sends nodes for their socket. */
    public static final String NODES = "node.simulator.test";

    private final int count;
    private final int haste;

    private MeteredWorld(
            Installation installation,
            Workspace workspace,
            Simulator simulator,
            int count,
            int haste) {
        super(installation, workspace, simulator);
        this.count = count;
        this.haste = haste;
    }

    /**
     * Makes it; Lawn is not started yet.
     *
     * @param haste how many times faster than it ships Lawn asks the API and for the exit IP; 1
     *     takes the definition's own times
     */
    public static MeteredWorld create(Installation installation, int nodes, int haste)
            throws IOException {
        Workspace workspace = Workspace.create(null);
        Simulator simulator = Simulator.start(forNodes(nodes, workspace));
        return new MeteredWorld(installation, workspace, simulator, nodes, haste);
    }

    @Override
    public List<String> nodes() {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "metered-" + i).toList();
    }

    /** What the node's proxy has seen since it started. */
    public ProxyTraffic proxied(String node) {
        return simulator().traffic(index(node));
    }

    /** The same by the name of the host that was asked for. */
    public Map<String, ProxyTraffic> proxiedByHost(String node) {
        return simulator().trafficByTarget(index(node)).entrySet().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                each -> each.getKey().replaceFirst(":\\d+$", ""),
                                Map.Entry::getValue,
                                ProxyTraffic::plus));
    }

    @Override
    boolean isOf(String node, Stats.OpenSocket socket) {
        return isOfAccount(node, socket);
    }

    @Override
    Setup setup() throws IOException {
        return new Setup(
                workspace().stateDir(),
                workspace().accounts(yaml()),
                installation().worker(),
                null);
    }

    private String yaml() throws IOException {
        int port = simulator().uri().getPort();
        StringBuilder yaml =
                new StringBuilder(
                        """
                        service: grass
                        services:
                          grass:
                            variables:
                              app: http://%2$s:%1$d
                              api: http://%3$s:%1$d
                              ip: http://%4$s:%1$d/ip
                              ip_second: http://%4$s:%1$d/ip
                              ip_third: http://%4$s:%1$d/ip
                              extension_id: %5$s
                              extension_folder: %6$s
                              api_every: %7$ds
                              egress_every: %8$ds
                        accounts:
                        """
                                .formatted(
                                        port,
                                        APP,
                                        API,
                                        IP,
                                        SimulatorSettings.STAND_IN,
                                        StandIn.forHosts(
                                                "*.simulator.test", installation(), workspace()),
                                        shipped("api_every") / haste,
                                        shipped("egress_every") / haste));
        nodes().forEach(node -> yaml.append(account(node, PASSWORD)));
        return yaml.toString();
    }

    /** What a variable of the definition says, in seconds. */
    private long shipped(String variable) throws IOException {
        Path definition = installation().home().resolve("extensions/grass/service.yaml");
        Matcher minutes =
                Pattern.compile("(?m)^  %s: (\\d+)m$".formatted(variable))
                        .matcher(Files.readString(definition));
        if (!minutes.find()) {
            throw new IOException("%s has no %s in minutes".formatted(definition, variable));
        }
        return Duration.ofMinutes(Integer.parseInt(minutes.group(1))).toSeconds();
    }
}
