package dev.lawn.supervisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.control.ReloadDocument;
import dev.lawn.supervisor.e2e.YamlFleet.Node;
import dev.lawn.supervisor.extension.Artefact;
import dev.lawn.supervisor.extension.Installer;
import dev.lawn.supervisor.extension.Place;
import dev.lawn.supervisor.fleet.AccountSnapshot;
import dev.lawn.supervisor.fleet.FleetSnapshot;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import dev.lawn.supervisor.fleet.RolloutSnapshot;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.run.RunningLawn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lawn extension add} and {@code lawn reload} while nodes run: who is restarted when. */
class RolloutIT {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final Path SHIPPED = Path.of("../extensions/demo/extension");
    private static final String ID = "jdnabnhlmjhhclepcfpgnigomkbeacgi";

    @TempDir private Path temp;
    private YamlFleet fleet;
    private RunningLawn lawn;

    /** Of five nodes that use the extension, and one that uses its own copy of it. */
    @BeforeEach
    void startWithVersionOne() throws Exception {
        fleet = new YamlFleet(temp);
        Path other = fleet.service("other");
        try (Stream<Path> files = Files.walk(fleet.service("demo"))) {
            for (Path file : files.toList()) {
                Files.copy(file, other.resolve(fleet.service("demo").relativize(file)));
            }
        }
        Path yaml = other.resolve("service.yaml");
        Files.writeString(yaml, Files.readString(yaml).replace("service: demo", "service: other"));
        for (int i = 1; i <= 5; i++) {
            fleet.nodes.put("n" + i, new Node("extended", "secret", 0));
        }
        fleet.nodes.put("other", new Node("extended", "secret", 0, "other"));
        add("demo", fleet.service("demo").resolve("extension"));
        add("other", other.resolve("extension"));
        lawn = fleet.start();
        Eventually.within(SOON, "all run", () -> assertThat(fleet.connected()).hasSize(6));
    }

    @AfterEach
    void stop() throws IOException {
        fleet.close();
        try (Stream<Path> files = Files.walk(temp)) {
            for (Path each : files.filter(Files::isDirectory).toList()) {
                boolean _ = each.toFile().setWritable(true);
            }
        }
    }

    /** The SHA-256 it is locked by then. */
    private String add(String service, Path source) throws Exception {
        Path home = fleet.service(service);
        Place place = new Place(service, home, home.resolve("extension"), ID, null);
        return new Installer(place)
                .add(Artefact.of(source), false, Instant.parse("2026-01-01T00:00:00Z"))
                .lock()
                .sha256();
    }

    /** Another version of the same extension. */
    private Path version(String version, String name) throws IOException {
        Path folder = Files.createDirectory(temp.resolve("version-" + version));
        try (Stream<Path> files = Files.list(SHIPPED)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Path manifest = folder.resolve("manifest.json");
        Files.writeString(
                manifest,
                Files.readString(SHIPPED.resolve("manifest.json"))
                        .replace("\"1.0.0\"", "\"%s\"".formatted(version))
                        .replace(
                                "\"Lawn demo node\",\n  \"desc",
                                "\"%s\",\n  \"desc".formatted(name)));
        return folder;
    }

    private List<NodeSnapshot> nodes(String service) {
        return lawn.snapshot().nodes().stream()
                .filter(node -> node.service().equals(service))
                .toList();
    }

    private Map<String, Long> pids() {
        Map<String, Long> pids = new TreeMap<>();
        for (NodeSnapshot node : fleet.connected()) {
            pids.put(node.node().value(), Objects.requireNonNull(node.processes().workerPid()));
        }
        return pids;
    }

    private RolloutSnapshot rollout(FleetSnapshot at) {
        return at.rollouts().stream()
                .filter(rollout -> rollout.service().equals("demo"))
                .findFirst()
                .orElseThrow();
    }

    private ReloadDocument reload() {
        return YamlFleet.done(fleet.reload());
    }

    @Test
    void everyNodeGetsItOneAtATimeAndNobodyElseIsTouched() throws Exception {
        Map<String, Long> before = pids();
        String sha256 = add("demo", version("1.1.0", "better"));
        assertThat(pids()).as("the add alone changes nothing").isEqualTo(before);

        ReloadDocument answer = reload();

        assertThat(answer.lines())
                .contains(
                        "n1 restarts with the new demo extension when its turn has come",
                        "demo: 5 nodes are restarted for extension 1.1.0, 1 at a time at most")
                .noneMatch(line -> line.startsWith("other"));
        int[] mostAway = new int[1];
        Eventually.within(
                SOON,
                "all have it",
                () -> {
                    List<NodeSnapshot> demo = nodes("demo");
                    long away =
                            demo.stream()
                                    .filter(node -> node.state() != StateName.CONNECTED)
                                    .count();
                    mostAway[0] = Math.max(mostAway[0], Math.toIntExact(away));
                    assertThat(demo)
                            .allSatisfy(
                                    node -> {
                                        assertThat(node.extensionSha256()).isEqualTo(sha256);
                                        assertThat(node.state()).isEqualTo(StateName.CONNECTED);
                                    });
                });

        assertThat(mostAway).containsExactly(1);
        assertThat(nodes("demo"))
                .allSatisfy(
                        node ->
                                assertThat(node.restarts())
                                        .isEqualTo(Map.of(Reason.RECONFIGURED, 1L)));
        assertThat(pids().get("other")).isEqualTo(before.get("other"));
        assertThat(lawn.snapshot().accounts())
                .extracting(AccountSnapshot::signIns)
                .as("sign-ins")
                .containsOnly(0L);
        Eventually.within(
                SOON,
                "it is over",
                () -> {
                    RolloutSnapshot rollout = rollout(lawn.snapshot());
                    assertThat(rollout.state()).isEqualTo(RolloutSnapshot.State.SETTLED);
                    assertThat(rollout.outdated()).isZero();
                });
    }

    @Test
    void aBrokenOneCostsOneNodeAndTheOlderOneBringsItBack() throws Exception {
        Map<String, Long> before = pids();
        String old = Objects.requireNonNull(nodes("demo").getFirst().extensionSha256());
        add("demo", version("1.1.0", "broken"));
        reload();
        Eventually.within(
                SOON,
                "it is halted",
                () ->
                        assertThat(rollout(lawn.snapshot()).halted())
                                .contains(
                                        "demo: the rollout of extension 1.1.0",
                                        "is halted: n1 did not come back",
                                        "(extension_not_loaded)",
                                        "lawn extension add FILE --service demo",
                                        "lawn reload"));
        before.remove("n1");
        // It fails again and again meanwhile, and still nobody follows it.
        Eventually.within(
                SOON,
                "it was tried again",
                () ->
                        assertThat(nodes("demo").getFirst().restarts())
                                .containsKey(Reason.EXTENSION_NOT_LOADED));
        assertThat(pids()).isEqualTo(before);

        assertThat(add("demo", SHIPPED)).isEqualTo(old);
        // It may be about to fail once more.
        assertThat(reload().rollouts())
                .allSatisfy(rollout -> assertThat(rollout.nodes()).isEqualTo(1));

        Eventually.within(SOON, "all run", () -> assertThat(fleet.connected()).hasSize(6));
        assertThat(pids()).containsAllEntriesOf(before);
        assertThat(nodes("demo")).extracting(NodeSnapshot::extensionSha256).containsOnly(old);
        assertThat(rollout(lawn.snapshot()).halted()).isNull();
    }

    /** What a browser loads is what lies in the folder, whatever was reloaded. */
    @Test
    void oneThatStartsBeforeTheReloadIsShownWithWhatItLoaded() throws Exception {
        String sha256 = add("demo", version("1.1.0", "better"));
        Long pid = Objects.requireNonNull(pids().get("n3"));
        boolean _ = ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        Eventually.within(
                SOON,
                "it is back",
                () -> {
                    NodeSnapshot node = fleet.node("n3").orElseThrow();
                    assertThat(node.state()).isEqualTo(StateName.CONNECTED);
                    assertThat(node.processes().workerPid()).isNotEqualTo(pid);
                    assertThat(node.extensionSha256()).isEqualTo(sha256);
                });
        assertThat(nodes("demo"))
                .filteredOn(node -> sha256.equals(node.extensionSha256()))
                .hasSize(1);
        assertThat(rollout(lawn.snapshot()).state()).isEqualTo(RolloutSnapshot.State.SETTLED);
        Long back = pids().get("n3");
        assertThat(reload().rollouts())
                .extracting(ReloadDocument.Rollout::nodes)
                .containsExactly(4);
        Eventually.within(
                SOON,
                "the others have it too",
                () ->
                        assertThat(fleet.connected())
                                .filteredOn(node -> sha256.equals(node.extensionSha256()))
                                .hasSize(5));
        assertThat(pids().get("n3")).as("it had it").isEqualTo(back);
    }
}
