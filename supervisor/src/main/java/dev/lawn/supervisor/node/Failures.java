package dev.lawn.supervisor.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What went wrong with a node lately; immutable.
 *
 * @param inARow incarnations that ended badly one after the other; decides how long the next
 *     backoff lasts, and earning forgets it bit by bit
 * @param failedStarts monotonic nanoseconds, oldest first: the starts that failed for reasons of
 *     the node's own, without having connected, within the last {@link #WINDOW}
 * @param unlisted restarts because the service did not list the node, since it last did
 */
record Failures(int inARow, List<Long> failedStarts, int unlisted) {

    /** How long a failed start counts towards quarantine. */
    static final Duration WINDOW = Duration.ofHours(1);

    static final Failures NONE = new Failures(0, List.of());

    Failures {
        failedStarts = List.copyOf(failedStarts);
    }

    Failures(int inARow, List<Long> failedStarts) {
        this(inARow, failedStarts, 0);
    }

    /** One more incarnation ended badly. */
    Failures another() {
        return new Failures(inARow + 1, failedStarts, unlisted);
    }

    /** One more incarnation ended because the service did not list the node. */
    Failures anotherUnlisted() {
        return new Failures(inARow + 1, failedStarts, unlisted + 1);
    }

    /** The service lists the node. */
    Failures listed() {
        return new Failures(inARow, failedStarts, 0);
    }

    /** One more start failed for a reason of the node's own. */
    Failures anotherFailedStart(long now) {
        List<Long> recent = new ArrayList<>(recent(now));
        recent.add(now);
        return new Failures(inARow + 1, recent, unlisted);
    }

    /**
     * What is left of the row after the node has earned for some time: a failure is forgotten with
     * each {@link BackoffPolicy#FORGET_ONE_AFTER}, all of them after {@link
     * BackoffPolicy#FORGET_AFTER}.
     *
     * @param earned nanoseconds
     */
    Failures afterEarning(long earned) {
        long forgotten = earned / BackoffPolicy.FORGET_ONE_AFTER.toNanos();
        boolean all = earned >= BackoffPolicy.FORGET_AFTER.toNanos() || forgotten >= inARow;
        return new Failures(all ? 0 : inARow - (int) forgotten, failedStarts, unlisted);
    }

    private List<Long> recent(long now) {
        return failedStarts.stream().filter(at -> now - at < WINDOW.toNanos()).toList();
    }

    /** Failed starts that still count. */
    int failedStarts(long now) {
        return recent(now).size();
    }
}
