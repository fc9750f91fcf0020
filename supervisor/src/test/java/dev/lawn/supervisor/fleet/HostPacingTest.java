package dev.lawn.supervisor.fleet;

import static dev.lawn.supervisor.Examples.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.time.ManualTime;
import dev.lawn.supervisor.Examples;
import dev.lawn.supervisor.node.NodeView;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.traffic.RelayCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two nodes behind one proxy and one behind another, with time in the test's hands. */
class HostPacingTest {

    private final ManualTime time = new ManualTime();
    private final AtomicInteger probes = new AtomicInteger();
    private volatile @Nullable Reason proxyFault;
    private final List<String> granted = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> canaries = new CopyOnWriteArrayList<>();
    private final HostPacing pacing =
            new HostPacing(
                    plan(
                            node("a", proxy("192.0.2.1")),
                            node("b", proxy("192.0.2.1")),
                            node("c", proxy("192.0.2.2"))),
                    (_, _) -> probe(),
                    _ -> null,
                    time,
                    () -> 0.5,
                    new HostPacing.Told() {
                        @Override
                        public void holdChanged(NodeName node) {
                            told.add(node.value());
                        }

                        @Override
                        public void canary(NodeName node) {
                            canaries.add(node.value());
                        }
                    });

    private Optional<Reason> probe() {
        probes.incrementAndGet();
        return Optional.ofNullable(proxyFault);
    }

    private static ProxyAddress proxy(String host) {
        return new ProxyAddress(host, 8080, null);
    }

    private static FleetPlan plan(NodePlan... nodes) {
        return Examples.plan(List.of(nodes), FleetPlan.Limits.ofStarts(2));
    }

    private void seen(String node, StateName state, @Nullable Reason reason) {
        pacing.seen(started(node), view(state, reason));
    }

    private static NodePlan started(String node) {
        return node(node, proxy(node.equals("c") ? "192.0.2.2" : "192.0.2.1"));
    }

    private static NodeView view(StateName state, @Nullable Reason reason) {
        return new NodeView(
                state,
                reason,
                null,
                Instant.EPOCH,
                null,
                Map.of(),
                RelayCounts.NONE,
                null,
                null,
                null,
                null,
                0,
                null,
                null);
    }

    private void ask(String node) {
        pacing.ask(new NodeName(node), () -> granted.add(node));
    }

    private @Nullable Reason hold(String node) {
        return pacing.hold(new NodeName(node));
    }

    @Test
    void aProxyThatIsDownHoldsTheNodesBehindItAndNobodyElse() {
        proxyFault = Reason.PROXY_UNREACHABLE;
        seen("a", StateName.STOPPING, Reason.PROXY_UNREACHABLE);

        ask("a");
        ask("b");
        ask("c");

        assertThat(granted).containsExactly("c");
        assertThat(told).containsExactly("a", "b");
        assertThat(hold("b")).isEqualTo(Reason.PROXY_UNREACHABLE);
        assertThat(pacing.downs().proxies())
                .containsEntry("http://192.0.2.1:8080", true)
                .containsEntry("http://192.0.2.2:8080", false);
    }

    @Test
    void looksLessAndLessOftenUntilTheProxyIsBack() {
        proxyFault = Reason.PROXY_AUTH;
        seen("a", StateName.STOPPING, Reason.PROXY_AUTH);
        ask("a");
        for (int i = 1; i <= 4; i++) {
            int so = i;
            time.advance(Duration.ofSeconds(5L << (i - 1)));
            await().untilAsserted(() -> assertThat(probes).hasValue(so));
            awaitLook();
        }
        assertThat(granted).isEmpty();

        proxyFault = null;
        time.advance(Duration.ofSeconds(60));

        await().untilAsserted(() -> assertThat(granted).containsExactly("a"));
        assertThat(hold("a")).isNull();
    }

    @Test
    void aProxyThatLeaksIsLeftAloneForSomeTimeWhateverItAnswers() {
        pacing.leaks(started("a"));
        ask("b");
        ask("c");
        seen("a", StateName.STOPPING, Reason.EGRESS_LEAK);
        seen("b", StateName.DEGRADED, Reason.EXTENSION_DISCONNECTED);

        assertThat(granted).containsExactly("c");
        assertThat(told).containsExactly("a", "b");
        assertThat(hold("b")).isEqualTo(Reason.EGRESS_LEAK);
        assertThat(pacing.downs().leaks())
                .containsEntry("http://192.0.2.1:8080", true)
                .containsEntry("http://192.0.2.2:8080", false);
        time.advance(Duration.ofMinutes(9));
        assertThat(granted).containsExactly("c");
        time.advance(Duration.ofMinutes(2));
        assertThat(granted).containsExactly("c", "b");

        pacing.leaks(started("b"));
        time.advance(Duration.ofMinutes(19));
        assertThat(hold("a")).isEqualTo(Reason.EGRESS_LEAK);
        time.advance(Duration.ofMinutes(2));
        assertThat(hold("a")).isNull();
        assertThat(probes).hasValue(0);
    }

    /** A worker that has been started by the old plan says nothing about the new one's proxy. */
    @Test
    void afterAReloadTheProxyIsBlamedThatTheWorkerGoesBy() {
        NodePlan old = started("a");
        NodePlan moved = node("a", proxy("192.0.2.2"));
        pacing.replan(plan(moved, started("b"), started("c")), Set.of());

        pacing.leaks(old);
        pacing.seen(old, view(StateName.STOPPING, Reason.PROXY_AUTH));

        assertThat(hold("a")).isNull();
        assertThat(hold("b")).isEqualTo(Reason.EGRESS_LEAK);
        assertThat(hold("c")).isNull();

        pacing.replan(plan(moved, started("c")), Set.of());
        pacing.leaks(old);
        pacing.seen(old, view(StateName.STOPPING, Reason.PROXY_AUTH));
        assertThat(pacing.downs().proxies())
                .containsExactly(Map.entry("http://192.0.2.2:8080", false));
    }

    /** What a probe saw arrives from its own thread. */
    private void awaitLook() {
        await().untilAsserted(() -> assertThat(time.scheduled()).isEqualTo(1));
    }

    @Test
    void aLostConnectionHasItsProxyLookedAtAtOnce() {
        proxyFault = Reason.PROXY_UNREACHABLE;

        seen("c", StateName.DEGRADED, Reason.EXTENSION_DISCONNECTED);

        await().untilAsserted(() -> assertThat(hold("c")).isEqualTo(Reason.PROXY_UNREACHABLE));
        await().untilAsserted(() -> assertThat(told).contains("c"));
        assertThat(hold("a")).isNull();
    }

    @Test
    void aProxyThatIsWellHoldsNobody() {
        seen("c", StateName.DEGRADED, Reason.EXTENSION_DISCONNECTED);
        await().untilAsserted(() -> assertThat(probes).hasValue(1));
        seen("c", StateName.STOPPING, Reason.EXTENSION_DISCONNECTED);
        // The second look begins only when the first is over.
        await().untilAsserted(
                        () -> {
                            seen("c", StateName.BACKOFF, Reason.EXTENSION_DISCONNECTED);
                            assertThat(probes).hasValueGreaterThan(1);
                        });
        assertThat(hold("c")).isNull();
    }

    @Test
    void otherCredentialsAtTheSameProxyAreAnotherWay() {
        HostPacing two =
                new HostPacing(
                        plan(node("a", withUser("one")), node("b", withUser("two"))),
                        (_, _) -> Optional.of(Reason.PROXY_AUTH),
                        _ -> null,
                        time,
                        () -> 0.5,
                        new HostPacing.Told() {
                            @Override
                            public void holdChanged(NodeName node) {}

                            @Override
                            public void canary(NodeName node) {}
                        });

        two.seen(node("a", withUser("one")), view(StateName.STOPPING, Reason.PROXY_AUTH));

        assertThat(two.hold(new NodeName("a"))).isEqualTo(Reason.PROXY_AUTH);
        assertThat(two.hold(new NodeName("b"))).isNull();
        assertThat(two.downs().proxies()).containsExactly(Map.entry("http://192.0.2.1:8080", true));
    }

    private static ProxyAddress withUser(String user) {
        return new ProxyAddress("192.0.2.1", 8080, new Credentials(user, Secret.of("unused")));
    }

    @Test
    void aProxyThatAnswersAndConnectsNobodyIsHeldLongerEachTime() {
        seen("c", StateName.STOPPING, Reason.PROXY_UNREACHABLE);
        time.advance(Duration.ofSeconds(5));
        await().untilAsserted(() -> assertThat(hold("c")).isNull());

        seen("c", StateName.STOPPING, Reason.PROXY_UNREACHABLE);
        time.advance(Duration.ofSeconds(9));
        assertThat(hold("c")).isNotNull();
        time.advance(Duration.ofSeconds(1));
        await().untilAsserted(() -> assertThat(hold("c")).isNull());

        seen("c", StateName.CONNECTED, null);
        seen("c", StateName.STOPPING, Reason.PROXY_UNREACHABLE);
        time.advance(Duration.ofSeconds(5));
        await().untilAsserted(() -> assertThat(hold("c")).isNull());
    }

    @Test
    void anotherPlanKeepsWhatIsKnownOfTheWaysItStillUses() {
        proxyFault = Reason.PROXY_UNREACHABLE;
        seen("a", StateName.STOPPING, Reason.PROXY_UNREACHABLE);

        pacing.replan(plan(node("b", proxy("192.0.2.1")), node("d", proxy("192.0.2.3"))), Set.of());

        assertThat(hold("a")).isNull();
        assertThat(hold("b")).isEqualTo(Reason.PROXY_UNREACHABLE);
        assertThat(hold("d")).isNull();
        assertThat(pacing.downs().proxies())
                .containsOnlyKeys("http://192.0.2.1:8080", "http://192.0.2.3:8080");
        proxyFault = null;
        time.advance(Duration.ofSeconds(5));
        await().untilAsserted(() -> assertThat(hold("b")).isNull());
        await().untilAsserted(() -> assertThat(told).endsWith("b"));
    }

    @Test
    void aProxyThatNobodyUsesAnyMoreIsLookedAtNoMore() {
        proxyFault = Reason.PROXY_UNREACHABLE;
        seen("c", StateName.STOPPING, Reason.PROXY_UNREACHABLE);

        pacing.replan(plan(node("a", proxy("192.0.2.1"))), Set.of());

        time.advance(Duration.ofSeconds(5));
        await().untilAsserted(() -> assertThat(probes).hasValue(1));
        await().untilAsserted(() -> assertThat(time.scheduled()).isZero());
    }

    @Test
    void aNewDefinitionEndsWhatWasTakenForAnOutage() {
        FleetPlan same =
                plan(
                        node("a", proxy("192.0.2.1")),
                        node("b", proxy("192.0.2.1")),
                        node("c", proxy("192.0.2.2")));
        for (String node : List.of("a", "b", "c")) {
            seen(node, StateName.STOPPING, Reason.SITE_CHANGED);
            seen(node, StateName.WAITING, Reason.SERVICE_OUTAGE);
            ask(node);
        }
        told.clear();
        pacing.replan(same, Set.of("other"));
        assertThat(hold("a")).isEqualTo(Reason.SERVICE_OUTAGE);
        assertThat(told).isEmpty();

        pacing.replan(same, Set.of("demo"));

        assertThat(pacing.downs().services()).containsEntry("demo", false);
        assertThat(granted).contains("a", "b");
    }

    @Test
    void whoWasRemovedHasNoSayInAnOutage() {
        for (String node : List.of("a", "b")) {
            seen(node, StateName.CONNECTED, null);
            seen(node, StateName.DEGRADED, Reason.EXTENSION_DISCONNECTED);
        }
        assertThat(pacing.downs().services()).containsEntry("demo", true);

        pacing.replan(plan(node("c", proxy("192.0.2.2"))), Set.of());

        assertThat(pacing.downs().services()).containsEntry("demo", false);
        assertThat(hold("c")).isNull();
    }

    @Test
    void inAnOutageNobodyStartsUntilACanaryConnects() {
        for (String node : List.of("a", "b", "c")) {
            seen(node, StateName.CONNECTED, null);
        }
        for (String node : List.of("a", "b", "c")) {
            seen(node, StateName.DEGRADED, Reason.EXTENSION_DISCONNECTED);
        }
        assertThat(hold("a")).isEqualTo(Reason.SERVICE_OUTAGE);
        seen("a", StateName.STOPPING, Reason.EXTENSION_DISCONNECTED);
        seen("a", StateName.BACKOFF, Reason.EXTENSION_DISCONNECTED);
        seen("a", StateName.WAITING, Reason.SERVICE_OUTAGE);
        ask("a");
        ask("b");
        assertThat(granted).isEmpty();

        time.advance(Duration.ofSeconds(15));
        assertThat(granted).containsExactly("a");
        assertThat(canaries).containsExactly("a");
        assertThat(pacing.downs().services()).containsEntry("demo", true);

        seen("a", StateName.CONNECTED, null);
        assertThat(granted).containsExactly("a", "b");
        assertThat(pacing.downs().services()).containsEntry("demo", false);
    }
}
