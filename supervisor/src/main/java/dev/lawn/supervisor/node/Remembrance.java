package dev.lawn.supervisor.node;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Reason;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.node.NodeState.Quarantined;
import dev.lawn.supervisor.node.NodeState.Stopped;
import dev.lawn.supervisor.node.NodeState.Stopping;
import dev.lawn.supervisor.node.NodeState.Then;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.state.Fingerprint;
import dev.lawn.supervisor.state.NodeMemories;
import dev.lawn.supervisor.state.NodeMemory;
import dev.lawn.supervisor.state.NodeMemory.Quarantine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one node's counters, failed starts, quarantine and the age of its session outlive the
 * supervisor. Owned by the node's actor.
 */
final class Remembrance {

    private static final Logger LOG = LoggerFactory.getLogger(Remembrance.class);

    /** By which the node ran last; before its first start, by which it shall run. */
    private NodePlan plan;

    private final NodeMemories memories;
    private final Time time;

    /** Wall-clock time of each failed start that the state counts in monotonic time. */
    private final Map<Long, Instant> failedAt = new HashMap<>();

    private NodeMemory last;
    private boolean isKept = true;

    /**
     * @throws IOException where what is remembered cannot be read now
     */
    Remembrance(NodePlan plan, NodeMemories memories, Time time) throws IOException {
        this.plan = plan;
        this.memories = memories;
        this.time = time;
        last = withoutOldQuarantine(memories.load(plan.name()));
    }

    /** Another configuration is another chance. */
    private NodeMemory withoutOldQuarantine(NodeMemory loaded) {
        Quarantine quarantine = loaded.quarantine();
        if (quarantine == null || quarantine.fingerprint().isOf(configuration(plan))) {
            return loaded;
        }
        LOG.info(
                "{}: its configuration has changed, its quarantine ({}) ends",
                plan.name(),
                quarantine.reason());
        return new NodeMemory(
                loaded.restarts(),
                loaded.traffic(),
                List.of(),
                null,
                loaded.today(),
                loaded.exit(),
                loaded.signedIn());
    }

    private static String configuration(NodePlan plan) {
        ProxyAddress proxy = plan.proxy();
        return text(plan.credentials())
                + plan.service().name()
                + '\n'
                + (proxy == null ? "" : proxy.display() + '\n' + text(proxy.credentials()))
                + (plan.bind() == null ? "" : "bind " + plan.bind());
    }

    private static String text(@Nullable Credentials credentials) {
        return credentials == null
                ? "\n"
                : credentials.user() + '\n' + credentials.password().reveal() + '\n';
    }

    /** What was last written, or read. */
    NodeMemory last() {
        return last;
    }

    /** From now on it runs by this plan. */
    void launched(NodePlan launched) {
        plan = launched;
    }

    /** Where the node begins. */
    NodeState initialState() {
        Quarantine quarantine = last.quarantine();
        return quarantine == null
                ? new Stopped(null)
                : new Quarantined(quarantine.reason(), quarantine.cause());
    }

    /** The failed starts of earlier runs. A clock that was set back makes none of them younger. */
    Failures failures() {
        List<Long> at = last.failedStarts().stream().map(this::monotonic).toList();
        return new Failures(0, at);
    }

    private long monotonic(Instant instant) {
        Duration ago = Duration.between(instant, time.now());
        Duration age = ago.isNegative() ? Duration.ZERO : ago;
        // One older than its window counts for nothing, and its age must not overflow.
        Duration bounded = age.compareTo(Failures.WINDOW) > 0 ? Failures.WINDOW : age;
        long nanos = time.nanos() - bounded.toNanos();
        failedAt.put(nanos, instant);
        return nanos;
    }

    /** Whether all that is to be remembered is on the disk. */
    boolean isKept() {
        return isKept;
    }

    /** Writes down what changed. Called before anyone hears of it. */
    void keep(NodeState state, NodeLedger ledger) {
        NodeMemory now =
                new NodeMemory(
                        ledger.restarts(),
                        ledger.traffic(),
                        failedStarts(state),
                        quarantine(state, ledger),
                        ledger.today(),
                        ledger.exit(),
                        ledger.signedIn());
        if (isKept && now.equals(last)) {
            return;
        }
        boolean onlyTraffic =
                now.restarts().equals(last.restarts())
                        && now.failedStarts().equals(last.failedStarts())
                        && Objects.equals(now.exit(), last.exit())
                        && Objects.equals(now.quarantine(), last.quarantine())
                        && Objects.equals(now.signedIn(), last.signedIn());
        last = now;
        isKept = memories.save(plan.name(), now, !onlyTraffic || !isKept);
    }

    /** Who is down, or on its way there, keeps what counted: only a start can change that. */
    private static boolean isDown(NodeState state) {
        return state instanceof Stopped
                || (state instanceof Stopping stopping && stopping.then() instanceof Then.StayDown);
    }

    private List<Instant> failedStarts(NodeState state) {
        if (isDown(state)) {
            return last.failedStarts();
        }
        List<Long> counted = state.failures().failedStarts();
        failedAt.keySet().retainAll(counted);
        return counted.stream().map(at -> failedAt.computeIfAbsent(at, this::instant)).toList();
    }

    private Instant instant(long monotonic) {
        return time.now().minusNanos(time.nanos() - monotonic);
    }

    /** Written as soon as it is certain, while the worker is still on its way down. */
    private @Nullable Quarantine quarantine(NodeState state, NodeLedger ledger) {
        return switch (state) {
            case Quarantined(Reason reason, Reason cause) -> quarantine(reason, cause, ledger);
            case Stopping stopping
                    when stopping.then() instanceof Then.Quarantine(Reason reason, Reason cause) ->
                    quarantine(reason, cause, ledger);
            case Stopping _, Stopped _ when isDown(state) ->
                    ledger.detail(Reason.LOGIN_REJECTED) == null
                            ? last.quarantine()
                            : quarantine(Reason.LOGIN_REJECTED, null, ledger);
            case NodeState.Live _,
                    NodeState.Backoff _,
                    NodeState.Waiting _,
                    Stopping _,
                    Stopped _ ->
                    null;
        };
    }

    private Quarantine quarantine(Reason reason, @Nullable Reason cause, NodeLedger ledger) {
        Quarantine known = last.quarantine();
        if (known != null && known.reason() == reason) {
            return known;
        }
        return new Quarantine(
                reason,
                cause,
                ledger.detail(reason),
                time.now(),
                Fingerprint.of(configuration(plan)));
    }
}
