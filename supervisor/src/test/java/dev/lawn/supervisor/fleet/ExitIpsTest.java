package dev.lawn.supervisor.fleet;

import static dev.lawn.supervisor.Examples.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Bind;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.supervisor.plan.NodePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExitIpsTest {

    private static final String HOSTS = "203.0.113.5";
    private static final String PROXYS = "198.51.100.7";

    private final List<String> leaks = new ArrayList<>();
    private final ExitIps exitIps = new ExitIps(Set.of(), node -> leaks.add(node.name().value()));

    private Optional<String> direct(String ip) {
        return exitIps.seen(node("direct", null), ip);
    }

    private Optional<String> proxied(String name, String ip) {
        return exitIps.seen(node(name, new ProxyAddress("192.0.2.1", 8080, null)), ip);
    }

    @Test
    void aProxyThatLeadsOutByAnAddressOfItsOwnIsFine() {
        assertThat(direct(HOSTS)).isEmpty();
        assertThat(proxied("a", PROXYS)).isEmpty();
        assertThat(leaks).isEmpty();
    }

    @Test
    void oneThatLeadsOutByThatOfANodeWithoutAProxyLeaks() {
        assertThat(direct(HOSTS)).isEmpty();
        assertThat(proxied("a", HOSTS)).contains("its exit IP 203.0.113.5 is the host's own");
        assertThat(leaks).containsExactly("a");
    }

    /** What is found out later holds for those that go out already. */
    @Test
    void whatTheHostGoesOutByMayBeLearnedLater() {
        assertThat(proxied("a", HOSTS)).isEmpty();
        assertThat(proxied("b", PROXYS)).isEmpty();
        assertThat(direct(HOSTS)).isEmpty();
        assertThat(leaks).containsExactly("a");
    }

    @Test
    void theHostsAddressIsStillItsOwnWhenItsNodeHasGone() {
        direct(HOSTS);
        exitIps.gone(new NodeName("direct"));
        assertThat(proxied("a", HOSTS)).isPresent();

        exitIps.retain(Set.of(new NodeName("a")));
        assertThat(proxied("a", HOSTS)).isPresent();
    }

    @Test
    void itStaysSoWhereThatNodeGetsAProxy() {
        direct(HOSTS);
        assertThat(proxied("direct", PROXYS)).isEmpty();

        assertThat(proxied("a", HOSTS)).isPresent();
        assertThat(proxied("direct", HOSTS)).isPresent();
        assertThat(leaks).containsExactly("a", "direct");
    }

    @Test
    void eachOfTheHostsOwnWaysHasItsAddress() {
        String six = "2001:db8:0:0:0:0:0:5";
        direct(HOSTS);
        direct(six);
        exitIps.seen(bound("203.0.113.7"), "203.0.113.7");
        exitIps.gone(new NodeName("bound"));

        for (String own : List.of(HOSTS, six, "203.0.113.7")) {
            assertThat(proxied("a", own)).as(own).isPresent();
        }
    }

    private static NodePlan bound(String to) {
        NodePlan plan = node("bound", null);
        return new NodePlan(
                        plan.name(),
                        plan.account(),
                        plan.credentials(),
                        null,
                        new Bind(to),
                        List.of(),
                        plan.service(),
                        null)
                .withExtension(null);
    }

    /** Else the operator looks for the fault at a proxy that has none. */
    @Test
    void tellsByWhatTheWorkerWasStarted() {
        List<NodePlan> leaking = new ArrayList<>();
        ExitIps ips = new ExitIps(Set.of(), leaking::add);
        NodePlan old = node("a", new ProxyAddress("192.0.2.1", 8080, null));
        ips.seen(old, HOSTS);

        ips.seen(node("direct", null), HOSTS);

        assertThat(leaking).containsExactly(old);
    }

    @Test
    void anAddressTheHostHasNoMoreIsNobodys() {
        direct(HOSTS);
        direct("203.0.113.6");
        assertThat(proxied("a", HOSTS)).isEmpty();
    }

    @Test
    void whatTheOperatorNamesIsTheHosts() {
        ExitIps named = new ExitIps(Set.of(HOSTS), node -> leaks.add(node.name().value()));
        NodePlan proxied = node("a", new ProxyAddress("192.0.2.1", 8080, null));
        assertThat(named.seen(proxied, PROXYS)).isEmpty();
        assertThat(named.seen(proxied, HOSTS)).isPresent();
        assertThat(named.seen(node("direct", null), HOSTS)).isEmpty();
        assertThat(leaks).containsOnly("a");
    }
}
