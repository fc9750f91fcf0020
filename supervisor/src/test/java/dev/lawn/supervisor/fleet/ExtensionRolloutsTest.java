package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.time.ManualTime;
import dev.lawn.supervisor.Examples;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.ExtensionPin;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.NodePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two services of ten nodes each, with time in the test's hands. */
class ExtensionRolloutsTest {

    private static final ExtensionPin OLD = pin("1.0.0");
    private static final ExtensionPin NEW = pin("1.1.0");

    private final ManualTime time = new ManualTime();
    private final Map<NodeName, RolloutNode> nodes = new HashMap<>();
    private final List<String> restarted = new ArrayList<>();
    private ExtensionRollouts rollouts;

    private static ExtensionPin pin(String version) {
        return new ExtensionPin(version, "5f2b".repeat(16), "/demo/extension.lock.json");
    }

    @BeforeEach
    void allRunTheOldOne() {
        for (NodePlan node : plan(OLD, OLD).nodes()) {
            is(node.name().value(), StateName.CONNECTED, null, OLD, false);
        }
        rollouts =
                new ExtensionRollouts(
                        plan(OLD, OLD),
                        (node, _) -> Optional.ofNullable(nodes.get(node)),
                        node -> restarted.add(node.value()),
                        time);
    }

    private static FleetPlan plan(ExtensionPin a, ExtensionPin b) {
        List<NodePlan> plans = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            plans.add(node("a" + i, "a", a));
            plans.add(node("b" + i, "b", b));
        }
        return Examples.plan(plans, FleetPlan.Limits.ofStarts(5));
    }

    private static NodePlan node(String name, String service, ExtensionPin pin) {
        return new NodePlan(
                new NodeName(name),
                "home",
                new Credentials("me@example.com", Secret.of("password")),
                null,
                Examples.service(service, Examples.timings(Duration.ofSeconds(1))),
                pin);
    }

    private void is(
            String node,
            StateName state,
            @Nullable Reason reason,
            ExtensionPin loaded,
            boolean held) {
        NodeName name = new NodeName(node);
        String marker = state.isLive() ? node + loaded.version() : null;
        Reason hold = held ? Reason.PROXY_UNREACHABLE : null;
        nodes.put(name, new RolloutNode(name, state, reason, marker, loaded, hold));
    }

    private void isBack(String node) {
        is(node, StateName.CONNECTED, null, NEW, false);
        rollouts.look();
    }

    private RolloutSnapshot of(String service) {
        return rollouts.snapshot().stream()
                .filter(each -> each.service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothingIsDoneBeforeAReload() {
        is("a0", StateName.CONNECTED, null, NEW, false);
        rollouts.look();
        time.advance(Duration.ofMinutes(1));
        assertThat(restarted).isEmpty();
        assertThat(of("a").state()).isEqualTo(RolloutSnapshot.State.SETTLED);
        assertThat(of("a").outdated()).as("what somebody added is not what was read").isOne();
        assertThat(rollouts.begin(plan(NEW, OLD), Set.of()))
                .extracting(RolloutSnapshot::left)
                .containsExactly(9);
    }

    @Test
    void theBoundIsThatOfTheWholeFleet() {
        List<RolloutSnapshot> begun = rollouts.begin(plan(NEW, NEW), Set.of());
        assertThat(begun).extracting(RolloutSnapshot::left).containsExactly(10, 10);
        assertThat(begun).extracting(RolloutSnapshot::most).containsOnly(2);
        assertThat(restarted).containsExactly("a0", "b0");
        isBack("a0");
        assertThat(restarted).as("a tenth of twenty").hasSize(3);
        isBack("b0");
        assertThat(restarted).hasSize(4);
        assertThat(of("a").away() + of("b").away()).isEqualTo(2);
    }

    @Test
    void whoWasHeldHasItsTurnWhenNobodyTellsThatItIsHeldNoMore() {
        for (int i = 0; i < 10; i++) {
            is("a" + i, StateName.CONNECTED, null, OLD, true);
        }
        rollouts.begin(plan(NEW, OLD), Set.of());
        time.advance(Duration.ofMinutes(10));
        assertThat(restarted).isEmpty();
        assertThat(of("a").state()).isEqualTo(RolloutSnapshot.State.ROLLING);

        is("a3", StateName.CONNECTED, null, OLD, false);
        time.advance(Duration.ofSeconds(5));

        assertThat(restarted).containsExactly("a3");
    }

    @Test
    void aHaltOfOneServiceIsNotThatOfAnother() {
        rollouts.begin(plan(NEW, NEW), Set.of());
        is("a0", StateName.BACKOFF, Reason.EXTENSION_NOT_LOADED, NEW, false);
        isBack("b0");
        assertThat(of("a").state()).isEqualTo(RolloutSnapshot.State.HALTED);
        assertThat(of("a").halted())
                .contains("a: the rollout of extension 1.1.0 (5f2b5f2b5f2b) is halted: a0")
                .contains("lawn extension add FILE --service a", "lawn reload");
        assertThat(of("b").state()).isEqualTo(RolloutSnapshot.State.ROLLING);
        assertThat(restarted).containsExactly("a0", "b0", "b1", "b2");

        rollouts.begin(plan(OLD, NEW), Set.of());
        assertThat(of("a").state())
                .as("the older one was put back")
                .isEqualTo(RolloutSnapshot.State.SETTLED);
        assertThat(of("b").away()).as("goes on as it was").isEqualTo(2);
        assertThat(restarted).hasSize(4);
    }

    @Test
    void aReloadGoesOnAfterAFalseAlarm() {
        rollouts.begin(plan(NEW, OLD), Set.of());
        is("a0", StateName.BACKOFF, Reason.BROWSER_DIED, NEW, false);
        rollouts.look();
        isBack("a0");
        assertThat(restarted).hasSize(1);

        assertThat(rollouts.begin(plan(NEW, OLD), Set.of()))
                .extracting(RolloutSnapshot::left)
                .containsExactly(9);

        assertThat(restarted).as("one alone at first").containsExactly("a0", "a1");
    }

    /** What it was told a moment ago it need not have heard: it still looks as if it earned. */
    @Test
    void whoAReloadRestartsAnywayIsNotRestartedForItsExtension() {
        rollouts.begin(plan(NEW, OLD), Set.of(new NodeName("a0")));
        assertThat(restarted).containsExactly("a1");
        assertThat(of("a").left()).as("but a0, which takes it, and a1").isEqualTo(8);

        is("a0", StateName.SIGNING_IN, null, NEW, false);
        rollouts.look();

        assertThat(of("a").state()).isEqualTo(RolloutSnapshot.State.ROLLING);
    }

    @Test
    void whoIsAwayAndGetsAnotherAccountMeanwhileProvesNothing() {
        rollouts.begin(plan(NEW, OLD), Set.of());
        is("a0", StateName.WAITING, Reason.START_SLOT, NEW, false);
        assertThat(restarted).containsExactly("a0");

        rollouts.begin(plan(NEW, OLD), Set.of(new NodeName("a0")));
        is("a0", StateName.SIGNING_IN, null, NEW, false);
        rollouts.look();

        assertThat(of("a").state()).isEqualTo(RolloutSnapshot.State.ROLLING);
        assertThat(restarted).as("one alone again").containsExactly("a0", "a1");
    }
}
