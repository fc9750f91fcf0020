package dev.lawn.supervisor.fleet;

import static dev.lawn.supervisor.Examples.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.NodePlan;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose proxy is down, or leads out by an address it should not. */
class HostPacingTest extends HostPacingWorld {

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
}
