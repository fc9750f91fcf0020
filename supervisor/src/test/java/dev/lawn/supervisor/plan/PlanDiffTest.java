package dev.lawn.supervisor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Secret;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.supervisor.Examples;
import dev.lawn.supervisor.plan.FleetPlan.BrowserPlan;
import dev.lawn.supervisor.plan.FleetPlan.Limits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PlanDiffTest {

    private static final BrowserPlan BROWSER = new BrowserPlan("/browser", "/driver", true);

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    private static FleetPlan plan(BrowserPlan browser, List<NodePlan> nodes) {
        return new FleetPlan(
                nodes, Limits.DEFAULT, FleetPlan.Containment.AUTO, browser, at(1), at(2), Set.of());
    }

    private static FleetPlan plan(NodePlan... nodes) {
        return plan(BROWSER, List.of(nodes));
    }

    private static NodePlan node(String name) {
        return node(name, "home", "password", 1, service("demo", 1));
    }

    private static NodePlan node(
            String name, String account, String password, int proxy, ServiceDefinition service) {
        return new NodePlan(
                new NodeName(name),
                account,
                new Credentials("me@example.com", Secret.of(password)),
                proxy == 0 ? null : new ProxyAddress("192.0.2." + proxy, 8080, null),
                service);
    }

    /** Equal, and never the same object, as after another look at the files. */
    private static ServiceDefinition service(String name, int seconds) {
        return Examples.service(name, Examples.timings(Duration.ofSeconds(seconds)));
    }

    @Test
    void tellsWhatOfANodeChanged() {
        FleetPlan before = plan(node("a"));

        assertThat(parts(before, node("a", "work", "password", 1, service("demo", 1))))
                .containsExactly(Part.ACCOUNT);
        assertThat(parts(before, node("a", "home", "other", 1, service("demo", 1))))
                .containsExactly(Part.CREDENTIALS);
        assertThat(parts(before, node("a", "home", "password", 0, service("demo", 1))))
                .containsExactly(Part.PROXY);
        assertThat(parts(before, node("a", "home", "password", 1, service("demo", 2))))
                .containsExactly(Part.DEFINITION);
        assertThat(parts(before, node("a", "home", "password", 1, service("grass", 2))))
                .containsExactly(Part.SERVICE);
        assertThat(parts(before, node("a", "home", "other", 2, service("demo", 2))))
                .containsExactlyInAnyOrder(Part.CREDENTIALS, Part.PROXY, Part.DEFINITION);
    }

    @Test
    void anotherLockIsAPartOfItsOwn() {
        NodePlan old = node("a").withExtension(pin("1.0.0"));
        FleetPlan before = plan(old);

        assertThat(parts(before, old.withExtension(pin("1.0.0")))).isEmpty();
        assertThat(parts(before, old.withExtension(pin("1.1.0")))).containsExactly(Part.EXTENSION);
        assertThat(parts(before, old.withExtension(null))).containsExactly(Part.EXTENSION);
        PlanDiff diff = PlanDiff.between(before, plan(old.withExtension(pin("1.1.0"))));
        assertThat(diff.restarting()).as("no worker is of no use for it").isEmpty();
        assertThat(diff.redefined()).containsExactly("demo");
    }

    @Test
    void anotherLimitOfTrafficTakesNobodyDown() {
        NodePlan old = node("a");
        NodePlan limited =
                new NodePlan(
                        old.name(),
                        old.account(),
                        old.credentials(),
                        old.proxy(),
                        old.bind(),
                        old.allow(),
                        old.service(),
                        old.extension(),
                        1L << 30);

        assertThat(parts(plan(old), limited)).containsExactly(Part.TRAFFIC_LIMIT);
        assertThat(limited.withExtension(pin("1.0.0")).trafficPerDay()).isEqualTo(1L << 30);
        PlanDiff diff = PlanDiff.between(plan(old), plan(limited));
        assertThat(diff.restarting()).isEmpty();
        assertThat(diff.redefined()).isEmpty();
        assertThat(diff.atNextStart()).isEmpty();
    }

    private static ExtensionPin pin(String version) {
        return new ExtensionPin(version, "5f2b".repeat(16), "/demo/extension.lock.json");
    }

    private static Set<Part> parts(FleetPlan before, NodePlan next) {
        return PlanDiff.between(before, plan(next)).nodes().getFirst()
                        instanceof NodeChange.Changed(NodePlan _, Set<Part> parts)
                ? parts
                : Set.of();
    }

    @Test
    void anotherBrowserIsEveryNodes() {
        FleetPlan next =
                plan(new BrowserPlan("/browser", "/driver", false), List.of(node("a"), node("b")));

        PlanDiff diff = PlanDiff.between(plan(node("a"), node("b")), next);

        assertThat(diff.nodes())
                .extracting(change -> ((NodeChange.Changed) change).parts())
                .containsExactly(Set.of(Part.BROWSER), Set.of(Part.BROWSER));
        assertThat(diff.browser().headless()).isFalse();
    }

    @Test
    void whatCannotChangeStaysAndIsNamedEachTime() {
        FleetPlan before = plan(node("a"));
        FleetPlan next =
                new FleetPlan(
                        before.nodes(),
                        Limits.ofStarts(7),
                        FleetPlan.Containment.MARKER,
                        BROWSER,
                        at(3),
                        before.control(),
                        Set.of());

        FleetPlan after = PlanDiff.between(before, next).appliedTo(before);

        assertThat(after).isEqualTo(before);
        assertThat(PlanDiff.between(after, next).atNextStart())
                .containsExactly("metrics.listen", "limits.starts_at_once", "limits.containment");
    }

    @Test
    void namesTheServicesThatAreDescribedAnew() {
        FleetPlan before = plan(node("a"), node("b", "home", "password", 1, service("grass", 1)));
        FleetPlan next =
                plan(
                        node("a", "home", "password", 1, service("grass", 1)),
                        node("b", "home", "password", 1, service("grass", 2)));

        assertThat(PlanDiff.between(before, next).redefined()).containsExactly("grass");
        assertThat(PlanDiff.between(before, next).restarting()).doesNotContain(new NodeName("b"));
    }

    @Test
    void namesTheNodesWhoseWorkerIsOfNoUseAnyMore() {
        FleetPlan before = plan(node("a"), node("b", "home", "password", 1, service("grass", 1)));
        FleetPlan next =
                plan(node("a"), node("b", "home", "mended", 1, service("grass", 2)), node("c"));

        assertThat(PlanDiff.between(before, next).restarting()).containsExactly(new NodeName("b"));
    }

    /** Any two plans: nobody is lost, nobody is touched without cause, and it leads there. */
    @RepeatedTest(500)
    void leadsFromAnyPlanToAnyOther(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        FleetPlan before = random(random);
        FleetPlan next = random(random);

        PlanDiff diff = PlanDiff.between(before, next);
        FleetPlan after = diff.appliedTo(before);

        assertThat(after.nodes()).isEqualTo(next.nodes());
        assertThat(after.browser()).isEqualTo(next.browser());
        for (NodeChange change : diff.nodes()) {
            switch (change) {
                case NodeChange.Unchanged(NodePlan plan) -> {
                    assertThat(before.nodes()).anySatisfy(old -> assertThat(old).isSameAs(plan));
                    assertThat(next.nodes()).contains(plan);
                    assertThat(after.browser()).isEqualTo(before.browser());
                }
                case NodeChange.Added(NodePlan plan) ->
                        assertThat(names(before)).doesNotContain(plan.name());
                case NodeChange.Removed(NodeName node) -> {
                    assertThat(names(before)).contains(node);
                    assertThat(names(next)).doesNotContain(node);
                }
                case NodeChange.Changed(NodePlan plan, Set<Part> parts) -> {
                    assertThat(names(before)).contains(plan.name());
                    assertThat(parts).isNotEmpty();
                    assertThat(before.nodes().contains(plan))
                            .isEqualTo(parts.equals(Set.of(Part.BROWSER)));
                }
            }
        }
        assertThat(PlanDiff.between(after, next).nodes())
                .allSatisfy(change -> assertThat(change).isInstanceOf(NodeChange.Unchanged.class));
    }

    private static List<NodeName> names(FleetPlan plan) {
        return plan.nodes().stream().map(NodePlan::name).toList();
    }

    private static FleetPlan random(Random random) {
        List<NodePlan> nodes =
                new ArrayList<>(
                        IntStream.range(0, 8)
                                .filter(_ -> random.nextInt(3) > 0)
                                .mapToObj(i -> random(random, "n" + i))
                                .toList());
        Collections.shuffle(nodes, random);
        boolean headless = random.nextInt(5) > 0;
        return plan(new BrowserPlan("/browser", "/driver", headless), nodes);
    }

    private static NodePlan random(Random random, String name) {
        return node(
                name,
                random.nextInt(4) > 0 ? "home" : "work",
                random.nextInt(4) > 0 ? "password" : "other",
                random.nextInt(4) > 0 ? 1 : 0,
                service(random.nextInt(4) > 0 ? "demo" : "grass", random.nextInt(4) > 0 ? 1 : 2));
    }
}
