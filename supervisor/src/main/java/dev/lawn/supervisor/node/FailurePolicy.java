package dev.lawn.supervisor.node;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.node.NodeState.Connected;
import dev.lawn.supervisor.node.NodeState.Degraded;
import dev.lawn.supervisor.node.NodeState.Live;
import dev.lawn.supervisor.node.NodeState.Then;

/**
 * What follows when an incarnation ends badly. Pure.
 *
 * <p>A node that cannot even start, for reasons of its own, is quarantined once that has happened
 * too often within an hour. Whatever may pass by itself (a proxy, the service, the host) is never
 * given up, and neither is a node that connects now and then.
 *
 * @param mostFailedStarts how many starts may fail within an hour
 */
record FailurePolicy(int mostFailedStarts) {

    Then after(Live live, Reason reason, long now) {
        Failures failures = count(live, reason, now);
        return failures.failedStarts(now) > mostFailedStarts
                ? new Then.Quarantine(Reason.TOO_MANY_FAILURES, reason)
                : new Then.BackOff(failures);
    }

    private static Failures count(Live live, Reason reason, long now) {
        Failures before = before(live, now);
        if (reason == Reason.NOT_EARNING) {
            return before.anotherUnlisted();
        }
        boolean neverConnected = !(live instanceof Connected || live instanceof Degraded);
        return Blame.of(reason) == Blame.NODE && neverConnected
                ? before.anotherFailedStart(now)
                : before.another();
    }

    /** What still counts of the time before. */
    static Failures before(Live live, long now) {
        return live instanceof Connected connected
                ? live.failures().afterEarning(now - connected.since())
                : live.failures();
    }
}
