package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.Blame;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.ExtensionPin;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of a node that was restarted for another extension. Pure.
 *
 * <p>It earned before, so all that keeps it down counts against the extension, unless something
 * else is known to be down. A session that is gone counts too: sign-ins are too scarce to find out
 * with the next node whether it was chance.
 */
sealed interface RolloutVerdict {

    /** Nobody can tell yet. */
    record Pending() implements RolloutVerdict {}

    /** It earns, with the new extension. */
    record Back() implements RolloutVerdict {}

    /** It says nothing about the extension; nobody waits for it. */
    record Excused() implements RolloutVerdict {}

    /**
     * It did not come back.
     *
     * @param why for people
     */
    record Failed(String why) implements RolloutVerdict {}

    /** Of one that is away. */
    static RolloutVerdict of(RolloutLeave leave, RolloutNode node, ExtensionPin target) {
        return leave.marker().equals(node.marker())
                ? notGoneYet(node.state())
                : returned(leave, node, target);
    }

    /** Who signs in, or is parked, was not taken down after all. */
    private static RolloutVerdict notGoneYet(StateName state) {
        return switch (state) {
            case SIGNING_IN, NEEDS_HUMAN -> new Excused();
            case CONNECTING, CONNECTED, DEGRADED, STARTING, STOPPING -> new Pending();
            case WAITING, BACKOFF, QUARANTINED, STOPPED -> new Pending();
        };
    }

    private static RolloutVerdict returned(
            RolloutLeave leave, RolloutNode node, ExtensionPin target) {
        return switch (node.state()) {
            case CONNECTED -> connected(leave, node.loaded(), target);
            case STARTING, CONNECTING, DEGRADED, STOPPING -> new Pending();
            case STOPPED -> new Excused();
            case SIGNING_IN, NEEDS_HUMAN ->
                    new Failed(
                            "came back without its session: "
                                    + Objects.requireNonNullElse(node.reason(), node.state()));
            case WAITING, BACKOFF, QUARANTINED -> down(node.state(), cause(node));
        };
    }

    private static RolloutVerdict connected(
            RolloutLeave leave, @Nullable ExtensionPin loaded, ExtensionPin target) {
        if (target.equals(loaded)) {
            return new Back();
        }
        if (!leave.target().equals(target)) {
            return new Excused();
        }
        return new Failed(
                loaded == null
                        ? "is back, and nobody can tell with which one: it was replaced while the"
                                + " node started, or its lock cannot be read"
                        : "loaded another one, which was added after the last reload");
    }

    /** An outage explains a connection that does not come about. It explains no dead extension. */
    private static @Nullable Reason cause(RolloutNode node) {
        Reason reason = node.reason();
        Reason hold = node.hold();
        boolean isExplained =
                reason != null
                        && hold != null
                        && Blame.of(reason) == Blame.SERVICE
                        && Blame.of(hold) != Blame.ACCOUNT;
        return isExplained ? hold : reason;
    }

    private static RolloutVerdict down(StateName state, @Nullable Reason reason) {
        return switch (reason) {
            case null -> new Pending();
            case START_SLOT,
                    OPERATOR,
                    RECONFIGURED,
                    SHUTDOWN,
                    SERVICE_OUTAGE,
                    SITE_DOWN,
                    EGRESS_UNPROVEN ->
                    new Pending();
            case PROXY_UNREACHABLE,
                    PROXY_AUTH,
                    PROXY_DNS,
                    PROXY_TLS,
                    PROXY_FORBIDDEN,
                    EGRESS_LEAK,
                    TRAFFIC_LIMIT ->
                    new Excused();
            case SIGN_IN_BUDGET, RATE_LIMITED ->
                    new Failed("came back without its session: " + reason);
            default -> new Failed("did not come back: %s (%s)".formatted(state, reason));
        };
    }

    /** Of one that came back, and may be lost again by what its new extension does. */
    static RolloutVerdict ofBack(RolloutNode node) {
        boolean isDown = node.state() == StateName.BACKOFF || node.state() == StateName.QUARANTINED;
        return isDown && isExtensions(cause(node))
                ? new Failed("earned, and was lost again: " + node.reason())
                : new Back();
    }

    private static boolean isExtensions(@Nullable Reason reason) {
        return reason == Reason.EXTENSION_NOT_LOADED
                || reason == Reason.EXTENSION_DEAD
                || reason == Reason.EXTENSION_DISCONNECTED
                || reason == Reason.CONNECT_TIMEOUT;
    }
}
