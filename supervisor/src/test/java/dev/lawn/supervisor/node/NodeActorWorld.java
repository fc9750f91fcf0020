package dev.lawn.supervisor.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.time.ManualTime;
import dev.lawn.supervisor.Examples;
import dev.lawn.supervisor.plan.ExtensionPin;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.state.NodeMemories;
import dev.lawn.supervisor.state.StateDirectory;
import dev.lawn.supervisor.state.TrafficDay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An actor with time in the test's hands; its mailbox is the only thing to wait for. */
abstract class NodeActorWorld {

    static final ExtensionPin LOCKED =
            new ExtensionPin("1.0.0", "5f2b".repeat(16), "/demo/extension.lock.json");

    static final ExtensionPin ADDED_LATER =
            new ExtensionPin("1.1.0", "77aa".repeat(16), "/demo/extension.lock.json");

    /** What lies on the disk. */
    volatile ExtensionPin locked = LOCKED;

    final ManualTime time = new ManualTime();
    final FakeLauncher launcher = new FakeLauncher();
    final List<String> slots = Collections.synchronizedList(new ArrayList<>());
    @TempDir Path folder;
    private StateDirectory state;
    NodeActor node;
    final List<String> deaths = Collections.synchronizedList(new ArrayList<>());

    /** As many slots as anyone asks for; says what was asked. */
    private record EndlessSlots(List<String> log, FakeWays ways) implements Pacing {
        @Override
        public void ask(NodeName asking, Runnable granted) {
            log.add("ask");
            granted.run();
        }

        @Override
        public void giveBack(NodeName holder) {
            log.add("give back");
        }

        @Override
        public @Nullable Reason hold(NodeName asking) {
            return ways.isHeld ? Reason.EGRESS_LEAK : null;
        }
    }

    final FakeWays ways = new FakeWays();

    /** One address nobody may go out by, and so many bytes a day. */
    static final class FakeWays implements WaysOut {
        volatile boolean isHeld;

        @Override
        public Optional<String> seen(NodePlan launched, String exitIp) {
            isHeld = exitIp.equals("203.0.113.5");
            return isHeld ? Optional.of("it leaks") : Optional.empty();
        }

        @Override
        public Optional<String> used(NodePlan node, TrafficDay day) {
            return Optional.empty();
        }

        @Override
        public Long left(NodePlan node, TrafficDay day) {
            return 1000 - day.bytes();
        }
    }

    final FakeSignIns signIns = new FakeSignIns();

    /** Who asked, and what was told of the account. */
    static final class FakeSignIns implements SignIns {
        final List<String> log = Collections.synchronizedList(new ArrayList<>());
        volatile Answer answer = new Answer.Given();

        @Override
        public void ask(NodeName node, Consumer<Answer> answered) {
            log.add("ask");
            answered.accept(answer);
        }

        @Override
        public void rejected(NodePlan worker, String detail) {
            log.add("rejected: " + detail);
        }

        @Override
        public void rateLimited(NodePlan worker, Duration lasts, String detail) {
            log.add("rate limited: " + lasts);
        }

        @Override
        public @Nullable String detail(NodeName node) {
            return null;
        }
    }

    final void wantsToSignIn() {
        awaitState(StateName.STARTING);
        launcher.last().says(new WorkerMessage.SignInWanted(launcher.last().incarnation(), "demo"));
    }

    static NodePlan plan(String password) {
        return plan(password, Duration.ofSeconds(1));
    }

    static NodePlan plan(String password, Duration selfHeal) {
        Duration second = Duration.ofSeconds(1);
        ServiceDefinition service =
                Examples.service(
                        new ServiceDefinition.Timings(
                                second,
                                second,
                                second,
                                second.multipliedBy(30),
                                selfHeal,
                                ServiceDefinition.Timings.EGRESS));
        return new NodePlan(
                new NodeName("n"),
                "home",
                new Credentials("me@example.com", Secret.of(password)),
                null,
                service,
                LOCKED);
    }

    @BeforeEach
    void start() throws Exception {
        state = StateDirectory.open(folder);
        node = begun("unused");
        await().until(() -> !launcher.log.isEmpty());
    }

    @AfterEach
    void free() throws IOException {
        state.close();
    }

    /** A supervisor begins; what was remembered on this state directory counts. */
    final void begin() {
        begin("unused");
    }

    final void begin(String password) {
        node = begun(password);
    }

    private NodeActor begun(String password) {
        NodeHost host =
                new NodeHost(
                        launcher,
                        new EndlessSlots(slots, ways),
                        signIns,
                        ways,
                        new NodeMemories(state),
                        _ -> locked,
                        (_, incarnation, cause, _) -> deaths.add(incarnation + " " + cause),
                        time,
                        new BackoffPolicy(() -> 0.5),
                        2,
                        () -> 1);
        try {
            NodeActor begun = new NodeActor(plan(password), host, _ -> {});
            begun.start();
            return begun;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks often: an actor is done within a moment. */
    static ConditionFactory await() {
        return Awaitility.await().pollInterval(Duration.ofMillis(2)).atMost(Duration.ofMinutes(1));
    }

    final void awaitState(StateName state) {
        await().untilAsserted(() -> assertThat(node.view().state()).isEqualTo(state));
    }

    final void connect() {
        awaitState(StateName.STARTING);
        launcher.last().connects();
        awaitState(StateName.CONNECTED);
    }

    final void becomeHung() {
        time.advance(Duration.ofMillis(15_500));
        awaitState(StateName.STOPPING);
        assertThat(node.view().reason()).isEqualTo(Reason.WORKER_HUNG);
    }

    final void reject() {
        connect();
        says(Reason.LOGIN_REJECTED);
        awaitState(StateName.STOPPING);
        launcher.last().exits();
        awaitState(StateName.QUARANTINED);
    }

    final void says(Reason fault) {
        launcher.last()
                .says(
                        new WorkerMessage.Fault(
                                launcher.last().incarnation(), "demo", fault, "refused"));
    }

    /** Everything posted so far has been taken. */
    final void awaitMailbox() {
        await().until(node::isIdle);
    }

    final WorkerMessage traffic(long sentBytes) {
        return new WorkerMessage.Traffic(launcher.last().incarnation(), sentBytes, 0, 0);
    }
}
