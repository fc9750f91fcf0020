package dev.lawn.supervisor.state;

import dev.lawn.common.model.NodeName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an account's sign-ins have come to; immutable. {@code SignInBudget} says what may follow.
 *
 * @param attempts the sign-ins of the last day, oldest first
 * @param total how many there ever were
 * @param lockout null where the service asked for no pause
 * @param rejection null where the service did not refuse the credentials
 * @param waiting nodes that have no session, and were told to wait
 * @param parked nodes that wait for a person
 */
public record SignInLedger(
        List<Attempt> attempts,
        long total,
        @Nullable Lockout lockout,
        @Nullable Rejection rejection,
        List<NodeName> waiting,
        List<NodeName> parked) {

    /** Of an account that never signed in. */
    public static final SignInLedger NONE =
            new SignInLedger(List.of(), 0, null, null, List.of(), List.of());

    private static final Duration KEPT = Duration.ofDays(1);

    public SignInLedger {
        attempts = List.copyOf(attempts);
        waiting = List.copyOf(waiting);
        parked = List.copyOf(parked);
    }

    /** What came of a sign-in. */
    public enum Outcome {
        /** It is under way: its form may be submitted at any moment. */
        OPEN,
        /** A session. */
        SESSION,
        /** No session, as far as we know. */
        NOTHING
    }

    /**
     * One sign-in.
     *
     * @param at the latest moment at which its form may have been submitted; while it is open, that
     *     of the leave
     */
    public record Attempt(Moment at, Outcome outcome) {}

    /**
     * The service told the account to come back later.
     *
     * @param lasts from {@code since}
     * @param detail the page's words
     */
    public record Lockout(Moment since, Duration lasts, String detail) {

        /** What is left of it; zero where it is over. */
        public Duration left(Moment now) {
            Duration left = lasts.minus(since.age(now));
            return left.isNegative() ? Duration.ZERO : left;
        }
    }

    /**
     * The service refused the credentials.
     *
     * @param fingerprint of the configuration it happened with
     */
    public record Rejection(Instant since, String detail, Fingerprint fingerprint) {}

    /** As an hour's budget that is used up: of a file that says nothing any more. */
    static SignInLedger unknown(int attempts, Moment now) {
        Attempt attempt = new Attempt(now, Outcome.NOTHING);
        return new SignInLedger(
                Collections.nCopies(attempts, attempt), 0, null, null, List.of(), List.of());
    }

    /** Leave was given. */
    public SignInLedger begun(Moment now) {
        List<Attempt> kept = new ArrayList<>();
        attempts.stream().filter(each -> each.at().age(now).compareTo(KEPT) < 0).forEach(kept::add);
        kept.add(new Attempt(now, Outcome.OPEN));
        return new SignInLedger(kept, total + 1, lockout, rejection, waiting, parked);
    }

    /**
     * The sign-in that is under way has ended; does nothing where there is none. It counts from its
     * end on, since nobody knows when within it the form was submitted.
     */
    public SignInLedger ended(Outcome outcome, Moment now) {
        return withAttempts(
                attempts.stream()
                        .map(a -> a.outcome() == Outcome.OPEN ? new Attempt(now, outcome) : a)
                        .toList());
    }

    /** A person saw to what kept the last sign-in from a session. */
    public SignInLedger seenTo() {
        if (attempts.isEmpty()) {
            return this;
        }
        List<Attempt> after = new ArrayList<>(attempts);
        after.add(new Attempt(after.removeLast().at(), Outcome.SESSION));
        return withAttempts(after);
    }

    /** The ledger of a supervisor that has gone, as this one takes it over. */
    SignInLedger takenOver(Moment now) {
        List<Attempt> known =
                attempts.stream().map(a -> new Attempt(a.at().in(now), a.outcome())).toList();
        Lockout pause =
                lockout == null
                        ? null
                        : new Lockout(lockout.since().in(now), lockout.lasts(), lockout.detail());
        // The worker may have submitted its form until the moment it was ended.
        return new SignInLedger(known, total, pause, rejection, waiting, parked)
                .ended(Outcome.NOTHING, now);
    }

    private SignInLedger withAttempts(List<Attempt> all) {
        return new SignInLedger(all, total, lockout, rejection, waiting, parked);
    }

    /** The service wants to be left alone; a longer pause that it asked for before stands. */
    public SignInLedger lockedOut(Duration lasts, String detail, Moment now) {
        boolean isLonger = lockout == null || lockout.left(now).compareTo(lasts) < 0;
        Lockout longest = isLonger ? new Lockout(now, lasts, detail) : lockout;
        return new SignInLedger(attempts, total, longest, rejection, waiting, parked);
    }

    /** An operator knows better than the page that told. */
    public SignInLedger withoutLockout() {
        return new SignInLedger(attempts, total, null, rejection, waiting, parked);
    }

    /** The service refused the credentials, or, with null, they are others now. */
    public SignInLedger withRejection(@Nullable Rejection refused) {
        return new SignInLedger(attempts, total, lockout, refused, waiting, parked);
    }

    /** Without nodes that are not of the account. */
    public SignInLedger of(List<NodeName> nodes) {
        return withNodes(
                waiting.stream().filter(nodes::contains).toList(),
                parked.stream().filter(nodes::contains).toList());
    }

    /** That node was told to wait. */
    public SignInLedger withWaiting(NodeName node) {
        return withNodes(with(waiting, node), parked);
    }

    /** That node has a session. */
    public SignInLedger withoutWaiting(NodeName node) {
        return withNodes(without(waiting, node), parked);
    }

    /** That node waits for a person. */
    public SignInLedger withParked(NodeName node) {
        return withNodes(waiting, with(parked, node));
    }

    /** That node waits for no person. */
    public SignInLedger withoutParked(NodeName node) {
        return withNodes(waiting, without(parked, node));
    }

    private SignInLedger withNodes(List<NodeName> nowWaiting, List<NodeName> nowParked) {
        return new SignInLedger(attempts, total, lockout, rejection, nowWaiting, nowParked);
    }

    private static List<NodeName> with(List<NodeName> nodes, NodeName node) {
        return Stream.concat(nodes.stream(), Stream.of(node)).distinct().toList();
    }

    private static List<NodeName> without(List<NodeName> nodes, NodeName node) {
        return nodes.stream().filter(each -> !each.equals(node)).toList();
    }
}
