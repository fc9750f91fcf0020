package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.StateName;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServiceBreakerTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private static final Duration SELF_HEAL = Duration.ofMinutes(1);
    private static final long LONG_ENOUGH = SELF_HEAL.multipliedBy(5).toNanos();

    private final ServiceBreaker breaker = new ServiceBreaker();
    private long now = 1_000 * SECOND;

    private void seen(String node, StateName state, @Nullable Reason reason) {
        breaker.seen(new NodeName(node), state, reason, now);
    }

    private void connected(String... nodes) {
        List.of(nodes).forEach(node -> seen(node, StateName.CONNECTED, null));
    }

    private void lost(String... nodes) {
        List.of(nodes)
                .forEach(node -> seen(node, StateName.DEGRADED, Reason.EXTENSION_DISCONNECTED));
    }

    private void failed(String node, Reason reason) {
        seen(node, StateName.STOPPING, reason);
        seen(node, StateName.BACKOFF, reason);
        seen(node, StateName.WAITING, Reason.SERVICE_OUTAGE);
    }

    private boolean holds(String node) {
        return breaker.holds(new NodeName(node));
    }

    private String canary() {
        return breaker.sendCanary(_ -> true, SELF_HEAL, now).map(NodeName::value).orElse("nobody");
    }

    @Test
    void opensWhenMostNodesLoseTheServiceAtOnce() {
        connected("a", "b", "c");
        lost("a");
        assertThat(breaker.isOpen()).isFalse();

        lost("b");

        assertThat(breaker.isOpen()).isTrue();
        assertThat(holds("a")).isTrue();
        assertThat(holds("c")).isTrue();
    }

    @Test
    void nodesThatTheServiceDoesNotListAreNoOutage() {
        connected("a", "b", "c");
        for (String node : List.of("a", "b", "c")) {
            seen(node, StateName.DEGRADED, Reason.NOT_EARNING);
        }
        assertThat(breaker.isOpen()).isFalse();

        failed("a", Reason.NOT_EARNING);
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void exitIpsThatNobodyTellsAreNoOutageOfTheService() {
        connected("a", "b", "c");
        for (String node : List.of("a", "b", "c")) {
            seen(node, StateName.DEGRADED, Reason.EGRESS_UNPROVEN);
        }
        seen("d", StateName.STOPPING, Reason.EGRESS_UNPROVEN);
        seen("d", StateName.BACKOFF, Reason.EGRESS_UNPROVEN);

        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void anExtensionThatIsConnectedAgainEndsAnOutageWhateverItsExitIp() {
        connected("a", "b");
        lost("a", "b");
        assertThat(breaker.isOpen()).isTrue();

        seen("b", StateName.DEGRADED, Reason.EGRESS_UNPROVEN);

        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void whoIsParkedForItsTrafficHasNoSay() {
        connected("a", "b", "c", "d", "e");
        for (String node : List.of("a", "b", "c")) {
            seen(node, StateName.STOPPING, Reason.TRAFFIC_LIMIT);
            seen(node, StateName.WAITING, Reason.TRAFFIC_LIMIT);
        }
        assertThat(breaker.isOpen()).isFalse();

        lost("d", "e");
        assertThat(breaker.isOpen()).as("all that are there lost it").isTrue();

        connected("d");
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void whatSomebodyLostBeforeItWasParkedCountsNoMore() {
        connected("a", "b", "c");
        lost("a");
        seen("a", StateName.STOPPING, Reason.TRAFFIC_LIMIT);
        seen("a", StateName.WAITING, Reason.TRAFFIC_LIMIT);

        lost("b");

        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void oneNodeAloneProvesNothing() {
        connected("a");
        lost("a");
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void lossesThatAreFarApartAreNoOutage() {
        connected("a", "b", "c");
        lost("a");
        now += Duration.ofMinutes(3).toNanos();
        lost("b");
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void whatTheNodesDidThemselvesIsNoOutage() {
        connected("a", "b", "c");
        for (String node : List.of("a", "b", "c")) {
            seen(node, StateName.STOPPING, Reason.BROWSER_DIED);
        }
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void nodesThatNeverHadTheServiceCountOnlyWhereNobodyHasIt() {
        connected("a");
        seen("b", StateName.STOPPING, Reason.CONNECT_TIMEOUT);
        seen("c", StateName.STOPPING, Reason.CONNECT_TIMEOUT);
        assertThat(breaker.isOpen()).isFalse();

        lost("a");

        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void aServiceThatIsDownFromTheStartIsAnOutageToo() {
        failed("a", Reason.SITE_DOWN);
        failed("b", Reason.SITE_DOWN);
        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void letsOneNodeTryAtATimeAndEachInItsTurn() {
        connected("a", "b");
        lost("a", "b");
        failed("a", Reason.EXTENSION_DISCONNECTED);

        assertThat(canary()).isEqualTo("a");
        assertThat(holds("a")).isFalse();
        assertThat(holds("b")).isTrue();
        assertThat(canary()).isEqualTo("nobody");

        seen("a", StateName.STARTING, null);
        failed("a", Reason.CONNECT_TIMEOUT);
        failed("b", Reason.EXTENSION_DISCONNECTED);
        assertThat(holds("a")).isTrue();
        now += SECOND;
        assertThat(canary()).isEqualTo("b");
    }

    @Test
    void whoCannotGoOutIsNoCanary() {
        connected("a", "b");
        lost("a", "b");
        now += LONG_ENOUGH;
        assertThat(breaker.sendCanary(node -> node.value().equals("b"), SELF_HEAL, now))
                .contains(new NodeName("b"));
        seen("b", StateName.DEGRADED, Reason.PROXY_UNREACHABLE);
        assertThat(canary()).isEqualTo("a");
    }

    @Test
    void closesWithTheFirstNodeThatConnects() {
        connected("a", "b", "c");
        lost("a", "b", "c");

        connected("b");

        assertThat(breaker.isOpen()).isFalse();
        assertThat(holds("a")).isFalse();
    }

    @Test
    void aNodeThatHadTheServiceAllTheTimeProvesNothing() {
        connected("a", "b", "c", "d");
        lost("a", "b", "c");
        now += SECOND;
        lost("d");
        connected("d");
        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void opensAgainWhenMostAreLostAgain() {
        connected("a", "b", "c");
        lost("a", "b", "c");
        connected("b");

        seen("a", StateName.STOPPING, Reason.EXTENSION_DISCONNECTED);
        assertThat(breaker.isOpen()).isFalse();
        seen("c", StateName.STOPPING, Reason.EXTENSION_DISCONNECTED);

        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void whenNobodyHasItAnyMoreItDoesNotMatterSinceWhen() {
        connected("a", "b");
        lost("a");
        now += Duration.ofMinutes(3).toNanos();
        lost("b");
        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void whoStillHasItsBrowserTriesOnlyAfterItsTimeToHeal() {
        connected("a", "b");
        lost("a", "b");
        now += LONG_ENOUGH - SECOND;
        assertThat(canary()).isEqualTo("nobody");
        now += SECOND;
        assertThat(canary()).isEqualTo("a");
    }

    @Test
    void aCanaryWhoseProxyGoesDownGivesItsTurnAway() {
        connected("a", "b");
        lost("a", "b");
        failed("a", Reason.EXTENSION_DISCONNECTED);
        failed("b", Reason.EXTENSION_DISCONNECTED);
        assertThat(canary()).isEqualTo("a");
        now += SECOND;
        assertThat(breaker.sendCanary(node -> node.value().equals("b"), SELF_HEAL, now))
                .contains(new NodeName("b"));
    }

    @Test
    void closesWhenTheLossesHaveAnotherExplanation() {
        connected("a", "b");
        lost("a", "b");
        seen("a", StateName.DEGRADED, Reason.PROXY_UNREACHABLE);
        assertThat(breaker.isOpen()).isTrue();
        seen("b", StateName.DEGRADED, Reason.PROXY_UNREACHABLE);
        assertThat(breaker.isOpen()).isFalse();
    }
}
