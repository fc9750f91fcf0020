package dev.lawn.supervisor.control;

import dev.lawn.supervisor.fleet.AccountSnapshot;
import dev.lawn.supervisor.fleet.Fleet;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import dev.lawn.supervisor.node.NodeEvent;
import java.util.Optional;

/**
 * {@code POST /api/v1/nodes/NAME/sign-in}: an operator wants the node to sign in although the
 * service asked for a person, or for a pause. What counts sign-ins stands: nobody lifts that.
 */
record SignInWishes(Fleet fleet) {

    /** What goes back: a status and one line for people. */
    record Reply(int status, String words) {}

    Reply take(NodeSnapshot node) {
        return switch (node.state()) {
            case NEEDS_HUMAN -> anew(node);
            case WAITING, BACKOFF, SIGNING_IN, STOPPING -> withoutLockout(node);
            case STARTING, CONNECTING, CONNECTED, DEGRADED, QUARANTINED, STOPPED -> refused(node);
        };
    }

    private Reply anew(NodeSnapshot node) {
        return fleet.post(node.node(), new NodeEvent.SignInAnew())
                ? accepted(node, "%s restarts, and signs in anew".formatted(node.node()))
                : new Reply(503, "the fleet is going down");
    }

    private Reply withoutLockout(NodeSnapshot node) {
        if (account(node).map(AccountSnapshot::lockedOutUntil).isEmpty()) {
            return refused(node);
        }
        fleet.liftLockout(node.node());
        return accepted(
                node,
                "the pause that the service asked of account %s is lifted"
                        .formatted(node.account()));
    }

    /** With what still stands against it. */
    private Reply accepted(NodeSnapshot node, String words) {
        String still =
                account(node)
                        .filter(account -> account.reason() != null)
                        .map(SignInWishes::words)
                        .orElse("");
        return new Reply(202, words + still);
    }

    private static String words(AccountSnapshot account) {
        return "; account %s signs in %s (%s)"
                .formatted(
                        account.account(),
                        account.notBefore() == null
                                ? "no more"
                                : "not before " + account.notBefore(),
                        account.reason());
    }

    /** Empty where a reload took it away. */
    private Optional<AccountSnapshot> account(NodeSnapshot node) {
        return fleet.snapshot().accounts().stream()
                .filter(each -> each.account().equals(node.account()))
                .findFirst();
    }

    private static Reply refused(NodeSnapshot node) {
        return new Reply(
                409,
                "%s waits for no person, and its account for no pause that the service asked for: it is %s%s"
                        .formatted(
                                node.node(),
                                node.state().label(),
                                node.reason() == null ? "" : " (" + node.reason() + ")"));
    }
}
