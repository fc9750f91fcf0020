package dev.lawn.supervisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits of accounts.yaml and service.yaml while a fleet runs: G10. */
class ReloadIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Node GOOD = new Node("good", "secret", 0);

    @TempDir private Path temp;

    @Test
    void whoIsRemovedStopsAndVanishesAndMayComeBackAtOnce() throws Exception {
        try (YamlFleet fleet = new YamlFleet(temp)) {
            fleet.nodes.put("stays", GOOD);
            fleet.nodes.put("goes", GOOD);
            fleet.nodes.put("defies", new Node("ignore-stop", "secret", 0));
            RunningLawn lawn = fleet.start();
            Eventually.within(SOON, "all run", () -> assertThat(fleet.connected()).hasSize(3));
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
                        assertThat(fleet.names()).containsExactly("stays", "defies");
                        assertThat(fleet.connected()).hasSize(2);
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
            fleet.start();
            Pids pids = new Pids();
            Eventually.within(
                    SOON,
                    "the good ones are connected, the others where they belong",
                    () -> {
                        assertThat(fleet.connected()).hasSize(3);
                        assertThat(state(fleet, "rejected")).isEqualTo(StateName.QUARANTINED);
                        assertThat(state(fleet, "parked")).isEqualTo(StateName.NEEDS_HUMAN);
                        // The backoff is four times its first by now, or more.
                        NodeSnapshot moved = fleet.node("moved").orElseThrow();
                        assertThat(moved.state()).isEqualTo(StateName.BACKOFF);
                        assertThat(siteChanges(moved)).isGreaterThanOrEqualTo(2);
                    });
            pids.look(fleet);

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
            pids.assertStill(fleet);
            assertThat(state(fleet, "rejected")).isEqualTo(StateName.QUARANTINED);
            assertThat(state(fleet, "parked")).isEqualTo(StateName.NEEDS_HUMAN);

            fleet.nodes.put("rejected", GOOD);
            fleet.write();
            assertThat(lines(fleet.reload()))
                    .containsExactly("rejected starts now with the new credentials");
            Eventually.within(SOON, "it runs", () -> assertThat(fleet.connected()).hasSize(5));
            pids.assertStill(fleet);

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

    private static long siteChanges(NodeSnapshot node) {
        return node.restarts().getOrDefault(Reason.SITE_CHANGED, 0L);
    }

    private static StateName state(YamlFleet fleet, String node) {
        return fleet.node(node).orElseThrow().state();
    }

    private static @Nullable Long pid(YamlFleet fleet, String node) {
        return fleet.node(node).orElseThrow().processes().workerPid();
    }

    private static List<String> lines(Reloaded reloaded) {
        return YamlFleet.done(reloaded).lines();
    }

    private static String metrics(RunningLawn lawn) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(lawn.self().metrics())).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
