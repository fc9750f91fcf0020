package dev.lawn.supervisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.common.proc.ProcessFamily;
import dev.lawn.supervisor.control.ReloadDocument;
import dev.lawn.supervisor.control.Reloaded;
import dev.lawn.supervisor.e2e.YamlFleet.Node;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.run.RunningLawn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits of accounts.yaml and service.yaml while a fleet runs: G10. */
class ReloadIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Node GOOD = new Node("good", "secret", 0);

    @TempDir private Path temp;

    /**
     * Random edits, half of them with a mistake in it, one after the other while nodes start. What
     * was connected and not edited has its worker still.
     */
    @Test
    void anyEditIsTakenAsAWholeOrNotAtAllAndDisturbsNobodyElse() throws Exception {
        try (YamlFleet fleet = new YamlFleet(temp)) {
            for (int i = 1; i <= 5; i++) {
                fleet.nodes.put("n" + i, GOOD);
            }
            RunningLawn lawn = fleet.start();
            Eventually.within(
                    SOON, "one is connected", () -> assertThat(connected(lawn)).isNotEmpty());
            RandomEdits edits = new RandomEdits(fleet, new Random(20261122));
            Pids pids = new Pids();
            for (int round = 0; round < 40; round++) {
                pids.look(lawn);
                if (round % 2 == 0) {
                    String mistake = edits.mistake();
                    List<String> before = names(lawn);
                    assertThat(fleet.reload())
                            .as(mistake)
                            .isInstanceOfSatisfying(
                                    Reloaded.Refused.class,
                                    refused -> assertThat(refused.problems()).isNotBlank());
                    // Whoever leaves still may have gone meanwhile.
                    assertThat(before).containsSubsequence(names(lawn));
                    assertThat(names(lawn)).containsAll(fleet.nodes.keySet());
                } else {
                    Set<String> touched = edits.edit();
                    Set<String> found = touchedBy(fleet.reload());
                    pids.forget(touched, lawn);
                    assertThat(found).containsAll(touched);
                    // One that is on its way out, to come back, is added once more.
                    assertThat(found).doesNotContainAnyElementsOf(pids.known.keySet());
                }
                if (round % 8 == 7) {
                    Eventually.within(
                            SOON,
                            "some run",
                            () -> assertThat(connected(lawn)).hasSizeGreaterThan(1));
                }
            }
            Eventually.within(
                    SOON,
                    "all of the last file are connected, and no others are there",
                    () -> {
                        assertThat(names(lawn)).containsExactlyElementsOf(fleet.nodes.keySet());
                        assertThat(connected(lawn)).hasSameSizeAs(fleet.nodes.keySet());
                    });
            pids.assertStill(lawn);
            assertThat(lawn.snapshot().nodes())
                    .allSatisfy(
                            node ->
                                    assertThat(node.restarts().keySet())
                                            .isSubsetOf(Reason.RECONFIGURED));
            assertThat(
                            ProcessFamily.all().keySet().stream()
                                    .filter(m -> m.startsWith(lawn.runId())))
                    .hasSameSizeAs(fleet.nodes.keySet());
        }
    }

    @Test
    void whoIsRemovedStopsAndVanishesAndMayComeBackAtOnce() throws Exception {
        try (YamlFleet fleet = new YamlFleet(temp)) {
            fleet.nodes.put("stays", GOOD);
            fleet.nodes.put("goes", GOOD);
            fleet.nodes.put("defies", new Node("ignore-stop", "secret", 0));
            RunningLawn lawn = fleet.start();
            Eventually.within(SOON, "all run", () -> assertThat(connected(lawn)).hasSize(3));
            Long stays = pid(fleet, "stays");
            Long defies = Objects.requireNonNull(pid(fleet, "defies"));
            assertThat(metrics(lawn)).contains("node=\"goes\"");

            fleet.nodes.remove("defies");
            fleet.nodes.remove("goes");
            fleet.write();
            assertThat(lines(fleet.reload()))
                    .containsExactly("goes removed, stopping", "defies removed, stopping");
            fleet.nodes.put("defies", GOOD);
            fleet.write();
            assertThat(lines(fleet.reload())).containsExactly("defies added");
            assertThat(DemoProcess.alive(List.of(defies))).isNotEmpty();

            Eventually.within(
                    SOON,
                    "the defiant one has gone, and come back",
                    () -> {
                        assertThat(names(lawn)).containsExactly("stays", "defies");
                        assertThat(connected(lawn)).hasSize(2);
                        assertThat(pid(fleet, "defies")).isNotEqualTo(defies);
                    });
            assertThat(DemoProcess.alive(List.of(defies))).isEmpty();
            assertThat(metrics(lawn)).doesNotContain("node=\"goes\"").contains("node=\"stays\"");
            assertThat(pid(fleet, "stays")).isEqualTo(stays);
        }
    }

    @Test
    void aMendedServiceYamlTakesANodeOutOfItsTroubleWhileTheOthersRunOn() throws Exception {
        try (YamlFleet fleet = new YamlFleet(temp)) {
            for (int i = 1; i <= 3; i++) {
                fleet.nodes.put("good" + i, GOOD);
            }
            fleet.nodes.put("moved", new Node("moved-site", "secret", 0));
            fleet.nodes.put("rejected", new Node("reject", "secret", 0));
            fleet.nodes.put("parked", new Node("human", "secret", 0));
            RunningLawn lawn = fleet.start();
            Pids pids = new Pids();
            Eventually.within(
                    SOON,
                    "the good ones are connected, the others where they belong",
                    () -> {
                        assertThat(connected(lawn)).hasSize(3);
                        assertThat(state(fleet, "rejected")).isEqualTo(StateName.QUARANTINED);
                        assertThat(state(fleet, "parked")).isEqualTo(StateName.NEEDS_HUMAN);
                        // The backoff is four times its first by now, or more.
                        NodeSnapshot moved = fleet.node("moved").orElseThrow();
                        assertThat(moved.state()).isEqualTo(StateName.BACKOFF);
                        assertThat(siteChanges(moved)).isGreaterThanOrEqualTo(2);
                    });
            pids.look(lawn);

            long before = siteChanges(fleet.node("moved").orElseThrow());
            fleet.redefine("app", "http://127.0.0.1:5298/new");
            List<String> lines = lines(fleet.reload());

            assertThat(lines)
                    .contains(
                            "good1 keeps running; takes the new demo definition at its next start",
                            "moved starts now with the new demo definition",
                            "rejected stays quarantined (login_rejected); takes the new demo"
                                    + " definition at its next start",
                            "parked stays needs_human (otp); takes the new demo definition at its"
                                    + " next start");
            Eventually.within(
                    SOON,
                    "it is connected",
                    () -> assertThat(state(fleet, "moved")).isEqualTo(StateName.CONNECTED));
            assertThat(fleet.node("moved").orElseThrow().restarts())
                    .containsExactly(Map.entry(Reason.SITE_CHANGED, before + 1));
            pids.assertStill(lawn);
            assertThat(state(fleet, "rejected")).isEqualTo(StateName.QUARANTINED);
            assertThat(state(fleet, "parked")).isEqualTo(StateName.NEEDS_HUMAN);

            fleet.nodes.put("rejected", GOOD);
            fleet.write();
            assertThat(lines(fleet.reload()))
                    .containsExactly("rejected starts now with the new credentials");
            Eventually.within(SOON, "it runs", () -> assertThat(connected(lawn)).hasSize(5));
            pids.assertStill(lawn);

            fleet.nodes.remove("parked");
            fleet.write();
            assertThat(atOnce(fleet, 4)).containsExactlyInAnyOrder(0, 0, 0, 1);
        }
    }

    /** How much each of several reloads of the same file found to do. */
    private static List<Integer> atOnce(YamlFleet fleet, int reloads) throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> each =
                    Collections.nCopies(reloads, () -> lines(fleet.reload()).size());
            List<Integer> found = new ArrayList<>();
            for (Future<Integer> one : executor.invokeAll(each)) {
                found.add(one.get());
            }
            return found;
        }
    }

    @Test
    void aFleetThatStopsIsNotReloaded() throws Exception {
        YamlFleet fleet = new YamlFleet(temp);
        fleet.nodes.put("n1", GOOD);
        fleet.start();
        fleet.close();

        assertThat(fleet.reload()).isInstanceOf(Reloaded.NotRunning.class);
    }

    private static List<String> names(RunningLawn lawn) {
        return lawn.snapshot().nodes().stream().map(node -> node.node().value()).toList();
    }

    private static List<NodeSnapshot> connected(RunningLawn lawn) {
        return lawn.snapshot().nodes().stream()
                .filter(node -> node.state() == StateName.CONNECTED)
                .toList();
    }

    private static long siteChanges(NodeSnapshot node) {
        return node.restarts().getOrDefault(Reason.SITE_CHANGED, 0L);
    }

    private static StateName state(YamlFleet fleet, String node) {
        return fleet.node(node).orElseThrow().state();
    }

    private static @org.jspecify.annotations.Nullable Long pid(YamlFleet fleet, String node) {
        return fleet.node(node).orElseThrow().processes().workerPid();
    }

    private static ReloadDocument done(Reloaded reloaded) {
        if (reloaded instanceof Reloaded.Done(ReloadDocument document)) {
            return document;
        }
        throw new AssertionError(reloaded.toString());
    }

    private static List<String> lines(Reloaded reloaded) {
        return done(reloaded).lines();
    }

    /** Whoever is not left in peace. */
    private static Set<String> touchedBy(Reloaded reloaded) {
        Set<String> touched = new HashSet<>();
        for (ReloadDocument.Node node : done(reloaded).nodes()) {
            boolean inPeace =
                    node.change().equals("unchanged") || node.parts().equals(List.of("definition"));
            if (!inPeace) {
                touched.add(node.node());
            }
        }
        return touched;
    }

    private static String metrics(RunningLawn lawn) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(lawn.self().metrics())).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    /** Whose worker is which, of those that were connected and have not been touched since. */
    private static final class Pids {

        private final Map<String, Long> known = new HashMap<>();
        private final Set<Long> old = new HashSet<>();

        void look(RunningLawn lawn) {
            for (NodeSnapshot node : connected(lawn)) {
                Long pid = Objects.requireNonNull(node.processes().workerPid());
                if (!old.contains(pid)) {
                    assertThat(known.getOrDefault(node.node().value(), pid)).isEqualTo(pid);
                    known.put(node.node().value(), pid);
                }
            }
        }

        void forget(Set<String> touched, RunningLawn lawn) {
            known.keySet().removeAll(touched);
            for (NodeSnapshot node : lawn.snapshot().nodes()) {
                Long pid = node.processes().workerPid();
                if (pid != null && touched.contains(node.node().value())) {
                    old.add(pid);
                }
            }
        }

        void assertStill(RunningLawn lawn) {
            assertThat(known).isNotEmpty();
            Map<String, Long> now = new HashMap<>();
            for (NodeSnapshot node : connected(lawn)) {
                now.put(node.node().value(), Objects.requireNonNull(node.processes().workerPid()));
            }
            assertThat(now).containsAllEntriesOf(known);
        }
    }

    /** Edits of the files, right ones and wrong ones. */
    private static final class RandomEdits {

        private final YamlFleet fleet;
        private final Random random;
        private int made;

        RandomEdits(YamlFleet fleet, Random random) {
            this.fleet = fleet;
            this.random = random;
        }

        /** Writes what loads; says which nodes it touches. n1 and n2 are left alone. */
        Set<String> edit() throws IOException {
            made++;
            List<String> others = new ArrayList<>(fleet.nodes.keySet());
            others.removeAll(List.of("n1", "n2"));
            int kind = others.isEmpty() ? 0 : random.nextInt(5);
            String one = others.isEmpty() ? "" : others.get(random.nextInt(others.size()));
            Set<String> touched = new HashSet<>();
            switch (kind) {
                case 0 -> {
                    String name = "n" + (3 + random.nextInt(5));
                    if (fleet.nodes.putIfAbsent(name, GOOD) == null) {
                        touched.add(name);
                    }
                }
                case 1 -> {
                    fleet.nodes.remove(one);
                    touched.add(one);
                }
                case 2 -> {
                    fleet.nodes.put(one, new Node("good", "secret", made));
                    touched.add(one);
                }
                case 3 -> {
                    fleet.nodes.put(one, new Node("good", "secret" + made, 0));
                    touched.add(one);
                }
                default -> fleet.redefine("self_heal", (30 + made) + "s");
            }
            fleet.write();
            return touched;
        }

        /** Writes what does not load, with another edit in it that would. */
        String mistake() throws IOException {
            String yaml =
                    fleet.yaml()
                            + """
                               - name: half
                                 email: good+half@example.com
                                 password: secret
                                 nodes:
                                   - name: half
                              """;
            String mistaken =
                    switch (random.nextInt(5)) {
                        case 0 -> yaml + "limit: 3\n";
                        case 1 -> yaml.replace("accounts:", "accounts: [");
                        case 2 -> yaml.replaceFirst("password: secret", "pasword: secret");
                        case 3 -> yaml.replace("name: half", "name: n1");
                        default -> yaml.replace("service: demo", "service: dem");
                    };
            fleet.write(mistaken);
            return mistaken;
        }
    }
}
