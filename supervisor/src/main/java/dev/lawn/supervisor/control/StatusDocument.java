package dev.lawn.supervisor.control;

import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.fleet.AccountSnapshot;
import dev.lawn.supervisor.fleet.FleetSnapshot;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import dev.lawn.supervisor.fleet.RolloutSnapshot;
import dev.lawn.supervisor.node.StateName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code lawn status --json} prints and the control endpoint serves; a contract for scripts.
 * Unknown values are null; pids are the host's.
 */
public record StatusDocument(
        List<Node> nodes,
        List<Account> accounts,
        List<ServiceExtension> extensions,
        Egress egress,
        Summary summary) {

    public StatusDocument {
        nodes = List.copyOf(nodes);
        // An older supervisor does not know of them.
        accounts = List.copyOf(Objects.requireNonNullElse(accounts, List.of()));
        extensions = List.copyOf(Objects.requireNonNullElse(extensions, List.of()));
        egress = Objects.requireNonNullElse(egress, Egress.FINE);
        // JSON of somebody else may lack it.
        Objects.requireNonNull(summary);
    }

    /**
     * What is not as it should be with the ways out.
     *
     * @param shared addresses by which several nodes of a service go out
     * @param leaking proxies, without credentials, that lead out by the host's own address
     */
    public record Egress(List<Shared> shared, List<String> leaking) {

        static final Egress FINE = new Egress(List.of(), List.of());

        public Egress {
            shared = List.copyOf(shared);
            leaking = List.copyOf(leaking);
        }
    }

    /**
     * Nodes of a service that go out by one address.
     *
     * @param nodes at least two
     */
    public record Shared(String service, String egressIp, List<String> nodes) {

        public Shared {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * The sign-ins of one account.
     *
     * @param signIns leaves given, ever
     * @param signInsLeft how many more hour and day allow now
     * @param reason why it may not sign in now; null where it may
     * @param notBefore when it may again; null where it may, or not before its credentials change
     */
    public record Account(
            String account,
            long signIns,
            int signInsLeft,
            @Nullable String reason,
            @Nullable Instant notBefore) {}

    /**
     * The extension of a service, as it was locked when the configuration was last loaded. Those
     * that nobody locked are not there.
     *
     * @param rollout {@code settled}, {@code rolling} or {@code halted}, as in docs/extensions.md
     * @param outdated nodes that run another one, or nobody can tell which
     * @param away nodes that were restarted for it and are not back yet
     * @param detail what halted it, and what to do; null where nothing did
     */
    public record ServiceExtension(
            String service,
            String version,
            String sha256,
            String rollout,
            int outdated,
            int away,
            @Nullable String detail) {}

    /**
     * One node.
     *
     * @param state as in docs/operations.md
     * @param reason why; null where the state says it all
     * @param detail the worker's own words about the reason; null where it said none
     * @param since when it entered the state
     * @param connected the extension's own word
     * @param networkQuality 0 to 1
     * @param points of the account
     * @param devices the service lists for the account
     * @param uptimeSeconds of the account
     * @param egressIp proven through the node's relay
     * @param listed whether the account's list of devices has it
     * @param proxy without credentials; null for the host's own way out
     * @param restarts starts after the first
     * @param memoryBytes PSS of worker, driver and browser together
     * @param trafficBytes through the relay, both directions
     * @param debugPort of loopback, where its browser's DevTools listen
     * @param extensionVersion as the browser says
     * @param extensionSha256 of the extension that its worker loaded, as it was added; null where
     *     nobody locked it, or nobody can tell
     * @param signedInSince when its session began; null where nobody saw that
     * @param sessionUntil when the service will end it; null too where its definition does not say
     *     how long one lasts
     * @param traffic what went through the relay, and what for; null from an older supervisor
     */
    public record Node(
            String node,
            String account,
            String service,
            String state,
            @Nullable String reason,
            @Nullable String detail,
            Instant since,
            @Nullable Boolean connected,
            @Nullable Double networkQuality,
            @Nullable Double points,
            @Nullable Integer devices,
            @Nullable Long uptimeSeconds,
            @Nullable String egressIp,
            @Nullable Boolean listed,
            @Nullable String proxy,
            long restarts,
            @Nullable Long memoryBytes,
            long trafficBytes,
            @Nullable Long workerPid,
            @Nullable Long browserPid,
            @Nullable Integer debugPort,
            @Nullable String extensionVersion,
            @Nullable String extensionSha256,
            @Nullable Instant signedInSince,
            @Nullable Instant sessionUntil,
            @Nullable TrafficDocument traffic) {}

    /**
     * The whole.
     *
     * @param states how many nodes are in each state that has any
     * @param containment how processes are held together, docs/operations.md
     * @param servicesDown services that most of their nodes have lost at once
     * @param proxiesDown proxies, without credentials, that are known to let nobody through
     * @param metrics address of /metrics
     * @param simulator address of the simulated service; null but in the demo
     */
    public record Summary(
            int nodes,
            int connected,
            Map<String, Long> states,
            String version,
            long supervisorPid,
            String containment,
            List<String> servicesDown,
            List<String> proxiesDown,
            String metrics,
            String control,
            @Nullable String simulator) {}

    /**
     * What does not change while a supervisor runs.
     *
     * @param containment how processes are held together, docs/operations.md
     * @param simulator null but in the demo
     */
    public record Supervisor(
            String version,
            String containment,
            String metrics,
            String control,
            @Nullable String simulator) {}

    /** The document of a snapshot. */
    public static StatusDocument of(FleetSnapshot fleet, Supervisor supervisor) {
        Map<StateName, Long> counts = fleet.countByState();
        Map<String, Long> states = new TreeMap<>();
        counts.forEach(
                (state, count) -> {
                    if (count > 0) {
                        states.put(state.label(), count);
                    }
                });
        return new StatusDocument(
                fleet.nodes().stream().map(StatusDocument::node).toList(),
                fleet.accounts().stream().map(StatusDocument::account).toList(),
                fleet.rollouts().stream().map(StatusDocument::extension).toList(),
                egress(fleet),
                new Summary(
                        fleet.nodes().size(),
                        Math.toIntExact(counts.getOrDefault(StateName.CONNECTED, 0L)),
                        states,
                        supervisor.version(),
                        ProcessHandle.current().pid(),
                        supervisor.containment(),
                        down(fleet.downs().services()),
                        down(fleet.downs().proxies()),
                        supervisor.metrics(),
                        supervisor.control(),
                        supervisor.simulator()));
    }

    private static Egress egress(FleetSnapshot fleet) {
        return new Egress(
                fleet.sharedEgress().stream()
                        .map(
                                shared ->
                                        new Shared(
                                                shared.service(),
                                                shared.ip(),
                                                shared.nodes().stream()
                                                        .map(NodeName::value)
                                                        .toList()))
                        .toList(),
                down(fleet.downs().leaks()));
    }

    private static List<String> down(Map<String, Boolean> known) {
        return known.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static Account account(AccountSnapshot account) {
        return new Account(
                account.account(),
                account.signIns(),
                account.left(),
                account.reason() == null ? null : account.reason().wireName(),
                account.notBefore());
    }

    private static ServiceExtension extension(RolloutSnapshot rollout) {
        return new ServiceExtension(
                rollout.service(),
                rollout.target().version(),
                rollout.target().sha256(),
                rollout.state().label(),
                rollout.outdated(),
                rollout.away(),
                rollout.halted());
    }

    private static Node node(NodeSnapshot node) {
        NodeSnapshot.Sample sample = node.sample();
        return new Node(
                node.node().value(),
                node.account(),
                node.service(),
                node.state().label(),
                node.reason() == null ? null : node.reason().wireName(),
                node.detail(),
                node.since().truncatedTo(ChronoUnit.MILLIS),
                sample.connected(),
                sample.networkQuality(),
                sample.points(),
                sample.devices(),
                sample.uptimeSeconds(),
                sample.egressIp(),
                sample.listed(),
                node.proxy(),
                node.restarts().values().stream().mapToLong(Long::longValue).sum(),
                node.processes().totalBytes(),
                node.traffic().totalBytes(),
                node.processes().workerPid(),
                node.processes().browserPid(),
                node.debugPort(),
                sample.extensionVersion(),
                node.extensionSha256(),
                millis(node.session().since()),
                millis(node.session().until()),
                TrafficDocument.of(node));
    }

    private static @Nullable Instant millis(@Nullable Instant moment) {
        return moment == null ? null : moment.truncatedTo(ChronoUnit.MILLIS);
    }
}
