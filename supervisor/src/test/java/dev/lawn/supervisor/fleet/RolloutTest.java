package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.fleet.Rollout.Halt;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.ExtensionPin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RolloutTest {

    private static final ExtensionPin OLD = pin("1.0.0");
    private static final ExtensionPin NEW = pin("1.1.0");
    private static final ExtensionPin NEWER = pin("1.2.0");
    private static final int MOST = 2;

    private final Map<String, RolloutNode> nodes = new LinkedHashMap<>();
    private final List<String> restarted = new ArrayList<>();
    private Rollout rollout = Rollout.to(NEW);

    private static ExtensionPin pin(String version) {
        return new ExtensionPin(version, version, "/demo/extension.lock.json");
    }

    @BeforeEach
    void fiveThatEarn() {
        for (String node : List.of("a", "b", "c", "d", "e")) {
            is(node, StateName.CONNECTED, null, OLD);
        }
    }

    /** With a worker in the live states; of another incarnation where it has another extension. */
    private void is(
            String node, StateName state, @Nullable Reason reason, @Nullable ExtensionPin loaded) {
        String marker = state.isLive() ? node + (loaded == null ? "?" : loaded.version()) : null;
        nodes.put(node, new RolloutNode(new NodeName(node), state, reason, marker, loaded, null));
    }

    private void connected(String node, ExtensionPin loaded) {
        is(node, StateName.CONNECTED, null, loaded);
    }

    /** Whom it restarts now. */
    private List<String> look() {
        Rollout.Step step = rollout.look(nodes.values(), MOST);
        rollout = step.next();
        List<String> now = step.restart().stream().map(NodeName::value).toList();
        restarted.addAll(now);
        return now;
    }

    private @Nullable String halted() {
        Halt halt = rollout.halt();
        return halt == null ? null : halt.node() + " " + halt.why();
    }

    @Test
    void theFirstGoesAloneAndThenAFewAtATime() {
        assertThat(look()).containsExactly("a");
        assertThat(look()).as("the same look again").isEmpty();
        for (StateName state : List.of(StateName.STOPPING, StateName.WAITING, StateName.STARTING)) {
            is("a", state, state == StateName.WAITING ? Reason.START_SLOT : null, NEW);
            assertThat(look()).as("%s", state).isEmpty();
        }
        connected("a", NEW);
        assertThat(look()).containsExactly("b", "c");
        connected("c", NEW);
        assertThat(look()).containsExactly("d");
        connected("b", NEW);
        connected("d", NEW);
        assertThat(look()).containsExactly("e");
        assertThat(rollout.isOver(nodes.values())).isFalse();
        connected("e", NEW);
        assertThat(look()).isEmpty();
        assertThat(rollout.isOver(nodes.values())).isTrue();
        assertThat(restarted).containsExactly("a", "b", "c", "d", "e");
    }

    @ParameterizedTest
    @CsvSource({
        "BACKOFF, EXTENSION_NOT_LOADED",
        "BACKOFF, CONNECT_TIMEOUT",
        "BACKOFF, EXTENSION_DISCONNECTED",
        "BACKOFF, WORKER_EXITED",
        "BACKOFF, START_TIMEOUT",
        "BACKOFF, DISK_FULL",
        "QUARANTINED, TOO_MANY_FAILURES",
        "QUARANTINED, LOGIN_REJECTED",
        "WAITING, SIGN_IN_BUDGET",
        "WAITING, RATE_LIMITED",
        "SIGNING_IN, SIGN_IN_BUDGET",
        "NEEDS_HUMAN, OTP",
        "NEEDS_HUMAN, CAPTCHA"
    })
    void oneThatDoesNotComeBackHaltsIt(StateName state, Reason reason) {
        look();
        is("a", state, reason, NEW);

        assertThat(look()).isEmpty();

        assertThat(halted()).startsWith("a ").contains(reason.wireName());
        connected("a", NEW);
        assertThat(look()).as("only a reload takes that back").isEmpty();
        assertThat(rollout.isOver(nodes.values())).isFalse();
        assertThat(restarted).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource({
        "BACKOFF, PROXY_UNREACHABLE",
        "WAITING, PROXY_AUTH",
        "BACKOFF, PROXY_DNS",
        "WAITING, TRAFFIC_LIMIT",
        "STOPPED, OPERATOR"
    })
    void oneThatIsDownForAnotherReasonHoldsNobodyUp(StateName state, Reason reason) {
        look();
        is("a", state, reason, NEW);

        assertThat(look()).as("and proves nothing: one alone again").containsExactly("b");
        assertThat(halted()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"BACKOFF, SITE_DOWN", "WAITING, SERVICE_OUTAGE", "DEGRADED, SERVICE_OUTAGE"})
    void anOutageIsWaitedOut(StateName state, Reason reason) {
        look();
        is("a", state, reason, NEW);
        assertThat(look()).isEmpty();
        assertThat(halted()).isNull();
        connected("a", NEW);
        assertThat(look()).containsExactly("b", "c");
    }

    private void held(String node, Reason hold) {
        RolloutNode of = Objects.requireNonNull(nodes.get(node));
        nodes.put(
                node,
                new RolloutNode(
                        of.node(), of.state(), of.reason(), of.marker(), of.loaded(), hold));
    }

    @ParameterizedTest
    @CsvSource({"CONNECT_TIMEOUT", "EXTENSION_DISCONNECTED", "SITE_CHANGED"})
    void whatAnOutageExplainsHaltsNothing(Reason reason) {
        look();
        is("a", StateName.BACKOFF, reason, NEW);
        held("a", Reason.SERVICE_OUTAGE);
        assertThat(look()).isEmpty();
        assertThat(halted()).isNull();

        connected("a", NEW);
        assertThat(look()).containsExactly("b", "c");
        is("a", StateName.BACKOFF, reason, NEW);
        held("a", Reason.PROXY_UNREACHABLE);
        look();
        assertThat(halted()).isNull();
    }

    @Test
    void anOutageExplainsNoDeadExtension() {
        look();
        is("a", StateName.BACKOFF, Reason.EXTENSION_NOT_LOADED, NEW);
        held("a", Reason.SERVICE_OUTAGE);
        look();
        assertThat(halted()).isEqualTo("a did not come back: backoff (extension_not_loaded)");
    }

    /** Whoever tells exit IPs knows nothing of extensions. */
    @Test
    void anExitIpThatNobodyTellsIsWaitedFor() {
        look();
        is("a", StateName.BACKOFF, Reason.EGRESS_UNPROVEN, NEW);
        assertThat(look()).isEmpty();
        assertThat(halted()).isNull();
    }

    @Test
    void whatNobodyCanTellIsNotSaidToBeAnotherOne() {
        look();
        is("a", StateName.CONNECTED, null, null);
        look();
        assertThat(halted())
                .startsWith("a is back, and nobody can tell with which one")
                .doesNotContain("added");
    }

    @ParameterizedTest
    @EnumSource(StateName.class)
    void whoDoesNotEarnIsNotTouched(StateName state) {
        nodes.clear();
        is("a", state, null, OLD);

        assertThat(look().isEmpty()).isEqualTo(state != StateName.CONNECTED);
        boolean isWaitedFor = state.isLive() && state != StateName.NEEDS_HUMAN;
        assertThat(rollout.isOver(nodes.values())).isNotEqualTo(isWaitedFor);
    }

    @Test
    void whoIsHeldIsNotTakenDown() {
        nodes.clear();
        connected("a", OLD);
        RolloutNode a = Objects.requireNonNull(nodes.get("a"));
        nodes.put(
                "a",
                new RolloutNode(
                        a.node(),
                        a.state(),
                        a.reason(),
                        a.marker(),
                        a.loaded(),
                        Reason.SIGN_IN_BUDGET));
        assertThat(look()).isEmpty();
        assertThat(rollout.isOver(nodes.values())).isFalse();
        connected("a", OLD);
        assertThat(look()).containsExactly("a");
    }

    @Test
    void whoHasItAlreadyIsLeftAlone() {
        nodes.keySet().forEach(node -> connected(node, NEW));
        connected("e", OLD);
        assertThat(look()).containsExactly("e");
    }

    @Test
    void whatNobodyCanTellIsNotTheNewOne() {
        nodes.clear();
        is("a", StateName.CONNECTED, null, null);
        assertThat(look()).containsExactly("a");
    }

    @Test
    void onceOneIsBackAnotherMayBeLostByChanceButNotToItsExtension() {
        look();
        connected("a", NEW);
        look();
        is("a", StateName.BACKOFF, Reason.BROWSER_DIED, null);
        assertThat(look()).isEmpty();
        assertThat(halted()).isNull();
        is("a", StateName.BACKOFF, Reason.EXTENSION_DEAD, null);
        look();
        assertThat(halted()).isEqualTo("a earned, and was lost again: extension_dead");
    }

    @Test
    void theNewestLockWinsInTheMidstOfIt() {
        look();
        connected("a", NEW);
        assertThat(look()).containsExactly("b", "c");
        rollout = rollout.anew(NEWER);
        connected("b", NEW);
        is("c", StateName.STARTING, null, NEWER);
        assertThat(look()).as("b is back, with what is no longer wanted").isEmpty();
        assertThat(halted()).isNull();
        connected("c", NEWER);
        assertThat(look()).containsExactly("a", "b");
        connected("a", NEWER);
        connected("b", NEWER);
        assertThat(look()).containsExactly("d", "e");
    }

    @Test
    void whatWasAddedAfterTheReloadHaltsIt() {
        look();
        connected("a", NEWER);
        look();
        assertThat(halted())
                .isEqualTo("a loaded another one, which was added after the last reload");
        rollout = rollout.anew(NEWER);
        assertThat(look()).containsExactly("b");
    }

    @Test
    void aHaltIsOverWithTheNextReload() {
        look();
        is("a", StateName.BACKOFF, Reason.EXTENSION_NOT_LOADED, NEW);
        look();
        rollout = rollout.anew(OLD);
        assertThat(rollout.isOver(nodes.values())).as("the others never left it").isTrue();
    }

    @Test
    void oneThatLostItsSessionBeforeItWasTakenDownIsNotAway() {
        look();
        is("a", StateName.SIGNING_IN, null, OLD);
        assertThat(look()).containsExactly("b");
    }

    @Test
    void oneThatWasRemovedHoldsNobodyUp() {
        look();
        nodes.remove("a");
        assertThat(look()).containsExactly("b");
    }
}
