package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.time.ManualTime;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.Examples;
import dev.lawn.supervisor.node.SignIns.Answer;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.state.SignInLedgers;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A desk on real files; a supervisor that dies is one that nobody asks any more. */
final class SignInWorld {

    final ManualTime time = new ManualTime();
    final List<String> told = new ArrayList<>();
    final Map<String, Answer> answers = new HashMap<>();
    String boot = "boot-1";
    String password = "secret";
    String page = "http://127.0.0.1:9/";
    SignInDesk desk;

    private final StateDirectory state;
    private final SignInBudget budget;
    private LifeTime running = new LifeTime(time);
    private final String[] nodes;

    /**
     * @param nodes {@code account/node}
     */
    SignInWorld(StateDirectory state, String... nodes) {
        this(state, SignInBudget.G7, nodes);
    }

    SignInWorld(StateDirectory state, SignInBudget budget, String... nodes) {
        this.state = state;
        this.budget = budget;
        this.nodes = nodes;
        this.desk = restarted();
    }

    /** The next supervisor; the one before does and hears nothing any more. */
    void restart() {
        answers.clear();
        running.isOver = true;
        running = new LifeTime(time);
        desk = restarted();
    }

    /** As a reload of the configuration does. */
    void replan(String... next) throws IOException {
        replan(Set.of(), next);
    }

    /** The same, where these nodes hear that they must restart. */
    void replan(Set<String> restarting, String... next) throws IOException {
        Set<NodeName> names =
                restarting.stream().map(NodeName::new).collect(Collectors.toUnmodifiableSet());
        desk.replan(Stream.of(next).map(this::plan).toList(), names).run();
    }

    private SignInDesk restarted() {
        try {
            return new SignInDesk(
                    Stream.of(nodes).map(this::plan).toList(),
                    budget,
                    new SignInLedgers(state),
                    boot,
                    running,
                    names -> names.forEach(name -> told.add(name.value())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    NodePlan plan(String node) {
        String[] parts = node.split("/", 2);
        return new NodePlan(
                new NodeName(parts[1]),
                parts[0],
                new Credentials(parts[0] + "@example.com", Secret.of(password)),
                null,
                Examples.signingInAt(URI.create(page), Examples.service()));
    }

    /** The time of one supervisor: what it still has to do when it is killed is not done. */
    private static final class LifeTime implements Time {
        private final Time time;
        boolean isOver;

        LifeTime(Time time) {
            this.time = time;
        }

        @Override
        public long nanos() {
            return time.nanos();
        }

        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            return time.schedule(
                    delay,
                    () -> {
                        if (!isOver) {
                            task.run();
                        }
                    });
        }
    }

    /** What a worker that was launched by the first plan says. */
    void rejected(String node, String detail) {
        desk.rejected(launched(node), detail);
    }

    void rateLimited(String node, Duration lasts, String detail) {
        desk.rateLimited(launched(node), lasts, detail);
    }

    private NodePlan launched(String node) {
        return Stream.of(nodes)
                .map(this::plan)
                .filter(plan -> plan.name().value().equals(node))
                .findFirst()
                .orElseThrow();
    }

    void ask(String node) {
        seen(node, StateName.SIGNING_IN);
        desk.ask(new NodeName(node), answer -> answers.put(node, answer));
    }

    /** Asks, and says what the answer was; null for none yet. */
    @Nullable Answer answerTo(String node) {
        answers.remove(node);
        ask(node);
        return answers.get(node);
    }

    void seen(String node, StateName... states) {
        for (StateName each : states) {
            desk.seen(new NodeName(node), each, null);
        }
    }

    /** Lawn goes down, and the node with it. */
    void shutDown(String node) {
        seen(node, StateName.STOPPING);
        desk.seen(new NodeName(node), StateName.STOPPED, Reason.SHUTDOWN);
    }

    @Nullable String held(String node) {
        return desk.hold(new NodeName(node)) == null
                ? null
                : desk.hold(new NodeName(node)) + " " + desk.detail(new NodeName(node));
    }
}
