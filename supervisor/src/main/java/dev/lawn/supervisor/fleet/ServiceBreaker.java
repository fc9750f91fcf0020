package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.Blame;
import dev.lawn.supervisor.node.StateName;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells the outage of a service from the trouble of single nodes: when most nodes lose it at once,
 * starting their browsers anew helps nobody. While it is open one node at a time, the canary, may
 * try; the first node that connects closes it.
 *
 * <p>It reads no clock. Owned by {@link HostPacing}.
 */
final class ServiceBreaker {

    /** Losses within this time are one event. */
    private static final Duration AT_ONCE = Duration.ofMinutes(2);

    /**
     * A browser that is up finds back by itself when the service does; only after so many times the
     * usual time to heal is one of them tried anew.
     */
    private static final int TIMES_TO_HEAL = 5;

    /** One node that lost the service says nothing about the service. */
    private static final int LEAST = 2;

    /**
     * What is known of a node.
     *
     * @param lostAt monotonic nanoseconds of when it lost the service; null where it has not
     * @param wasWell whether it had the service before
     * @param triedAt when it was last the canary; monotonic nanoseconds
     */
    private record Standing(
            StateName state, boolean isWell, boolean wasWell, @Nullable Long lostAt, long triedAt) {

        static final Standing UNKNOWN =
                new Standing(StateName.STOPPED, false, false, null, Long.MIN_VALUE);

        Standing seen(StateName next) {
            return new Standing(next, isWell, wasWell, lostAt, triedAt);
        }

        Standing well(StateName next) {
            return new Standing(next, true, true, null, triedAt);
        }

        Standing lost(StateName next, long now) {
            return new Standing(
                    next, false, isWell || wasWell, lostAt == null ? now : lostAt, triedAt);
        }

        Standing found() {
            return new Standing(state, isWell, wasWell, null, triedAt);
        }

        /** It says nothing about the service. */
        Standing out(StateName next) {
            return new Standing(next, false, false, null, triedAt);
        }

        Standing tried(long now) {
            return new Standing(state, isWell, wasWell, lostAt, now);
        }
    }

    private final Map<NodeName, Standing> standings = new HashMap<>();
    private @Nullable Long openSince;
    private @Nullable NodeName canary;

    /** Whether the service is taken to be down. */
    boolean isOpen() {
        return openSince != null;
    }

    /** Monotonic nanoseconds; null while it is closed. */
    @Nullable Long openSince() {
        return openSince;
    }

    /** Whether this node may not be started now. */
    boolean holds(NodeName node) {
        return isOpen() && !node.equals(canary);
    }

    /** Takes note of a node's new state. */
    void seen(NodeName node, StateName state, @Nullable Reason reason, long now) {
        Standing before = standings.getOrDefault(node, Standing.UNKNOWN);
        Standing after = judged(before, state, reason, now);
        standings.put(node, after);
        if (after.isWell() && !before.isWell() && provesIt(node, before)) {
            close();
        } else if (node.equals(canary) && (isFailed(state) || isProxysFault(reason))) {
            canary = null;
        }
        if (isOpen() && standings.values().stream().allMatch(each -> each.lostAt() == null)) {
            close();
        }
        if (!isOpen() && mostAreLost(now)) {
            openSince = now;
        }
    }

    /** A node that still had the service when the others lost it proves nothing. */
    private boolean provesIt(NodeName node, Standing before) {
        Long lostAt = before.lostAt();
        return openSince != null
                && (node.equals(canary) || (lostAt != null && lostAt <= openSince));
    }

    private static Standing judged(
            Standing before, StateName state, @Nullable Reason reason, long now) {
        return switch (state) {
            case CONNECTED -> before.well(state);
            case DEGRADED, STOPPING, BACKOFF, WAITING ->
                    reason == null ? before.seen(state) : blamed(before, state, reason, now);
            case STARTING, SIGNING_IN, CONNECTING -> before.seen(state);
            case STOPPED, QUARANTINED, NEEDS_HUMAN -> before.out(state);
        };
    }

    private static Standing blamed(Standing before, StateName state, Reason reason, long now) {
        if (reason == Reason.EGRESS_UNPROVEN) {
            // Whoever tells exit IPs is somebody else, and who is degraded for that is connected.
            return state == StateName.DEGRADED ? before.well(state) : before.out(state);
        }
        if (reason == Reason.TRAFFIC_LIMIT) {
            // Parked for the day: neither does it have the service, nor has it lost it.
            return before.out(state);
        }
        return switch (Blame.of(reason)) {
            case SERVICE -> before.lost(state, now);
            case NOBODY -> before.seen(state);
            case NODE, ACCOUNT, HOST, PROXY -> before.out(state);
        };
    }

    private static boolean isFailed(StateName state) {
        return switch (state) {
            case STOPPED, BACKOFF, QUARANTINED, NEEDS_HUMAN -> true;
            case WAITING, STARTING, STOPPING, SIGNING_IN, CONNECTING, CONNECTED, DEGRADED -> false;
        };
    }

    private static boolean isProxysFault(@Nullable Reason reason) {
        return reason != null && Blame.of(reason) == Blame.PROXY;
    }

    /** Nodes that never had the service count only where none has it. */
    private boolean mostAreLost(long now) {
        long well = standings.values().stream().filter(Standing::isWell).count();
        long lost =
                standings.values().stream()
                        .filter(each -> each.wasWell() || well == 0)
                        .map(Standing::lostAt)
                        .filter(at -> at != null && (well == 0 || now - at < AT_ONCE.toNanos()))
                        .count();
        return lost >= LEAST && lost > well;
    }

    /** These are all its nodes now. */
    void retain(Set<NodeName> nodes) {
        standings.keySet().retainAll(nodes);
        if (canary != null && !nodes.contains(canary)) {
            canary = null;
        }
        if (isOpen() && standings.values().stream().allMatch(each -> each.lostAt() == null)) {
            close();
        }
    }

    /** What was lost, was lost by another definition of the service: everybody may try. */
    void forgive() {
        close();
    }

    private void close() {
        openSince = null;
        canary = null;
        // Who is still without it may find back by itself. Where they do not, they lose it anew.
        standings.replaceAll((_, each) -> each.found());
    }

    /**
     * Chooses who may try next: of those that wait, or else of those whose extension had its time
     * to find back, the one that tried longest ago. Nobody new while one still tries.
     *
     * @param canGoOut whether nothing else keeps a node from trying
     * @param selfHeal the time an extension has
     */
    Optional<NodeName> sendCanary(Predicate<NodeName> canGoOut, Duration selfHeal, long now) {
        if (!isOpen() || (canary != null && canGoOut.test(canary))) {
            return Optional.empty();
        }
        Optional<NodeName> next =
                longestAgo(canGoOut, each -> each.state() == StateName.WAITING)
                        .or(() -> longestAgo(canGoOut, each -> isStuck(each, selfHeal, now)));
        canary = next.orElse(null);
        next.ifPresent(node -> standings.computeIfPresent(node, (_, each) -> each.tried(now)));
        return next;
    }

    private static boolean isStuck(Standing each, Duration selfHeal, long now) {
        Long lostAt = each.lostAt();
        return each.state() == StateName.DEGRADED
                && lostAt != null
                && now - lostAt >= selfHeal.multipliedBy(TIMES_TO_HEAL).toNanos();
    }

    private Optional<NodeName> longestAgo(Predicate<NodeName> canGoOut, Predicate<Standing> which) {
        return standings.entrySet().stream()
                .filter(each -> which.test(each.getValue()))
                .filter(each -> canGoOut.test(each.getKey()))
                .min(Comparator.comparingLong(each -> each.getValue().triedAt()))
                .map(Map.Entry::getKey);
    }
}
