package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.PlainText;
import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.fleet.SignInBudget.Verdict;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.state.Fingerprint;
import dev.lawn.supervisor.state.Moment;
import dev.lawn.supervisor.state.SignInLedger;
import dev.lawn.supervisor.state.SignInLedger.Lockout;
import dev.lawn.supervisor.state.SignInLedger.Outcome;
import dev.lawn.supervisor.state.SignInLedger.Rejection;
import dev.lawn.supervisor.state.SignInLedgers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One account's ledger, in memory and on the disk. Owned by {@link SignInDesk}. */
final class AccountBook {

    private static final Logger LOG = LoggerFactory.getLogger(AccountBook.class);

    /** A full disk may have room again. */
    private static final Duration WRITE_AGAIN = Duration.ofMinutes(1);

    /** A page that asks for more is misread rather than obeyed. */
    private static final Duration LONGEST_LOCKOUT = Duration.ofDays(7);

    private final SignInBudget budget;
    private final SignInLedgers ledgers;
    private final Set<NodeName> parked = new LinkedHashSet<>();
    private NodePlan anyNode;
    private SignInLedger ledger;
    private SignInLedger written;
    private @Nullable Moment failedAt;

    /**
     * Takes over what an earlier supervisor left.
     *
     * @param nodes all nodes of the account, at least one
     * @throws IOException where the disk does not let it be read
     */
    AccountBook(List<NodePlan> nodes, SignInBudget budget, SignInLedgers ledgers, Moment now)
            throws IOException {
        this.anyNode = nodes.getFirst();
        this.budget = budget;
        this.ledgers = ledgers;
        this.written = ledgers.load(name(), budget.perHour(), now);
        this.ledger = of(nodes, written);
    }

    /**
     * Goes on with another configuration of the same account.
     *
     * @param nodes all nodes of the account, at least one
     */
    void replan(List<NodePlan> nodes, Moment now) {
        anyNode = nodes.getFirst();
        parked.retainAll(names(nodes));
        change(of(nodes, ledger), now);
    }

    private SignInLedger of(List<NodePlan> nodes, SignInLedger known) {
        List<NodeName> waiting = new ArrayList<>(known.waiting());
        waiting.retainAll(names(nodes));
        return withoutOldRejection(known).withWaiting(waiting);
    }

    private static List<NodeName> names(List<NodePlan> nodes) {
        return nodes.stream().map(NodePlan::name).toList();
    }

    /** Another configuration is another chance. */
    private SignInLedger withoutOldRejection(SignInLedger loaded) {
        Rejection rejection = loaded.rejection();
        if (rejection == null || rejection.fingerprint().isOf(configuration())) {
            return loaded;
        }
        LOG.info("account {}: its configuration has changed, it may sign in again", name());
        return loaded.withRejection(null).seenTo();
    }

    private String configuration() {
        return String.join(
                "\n",
                anyNode.credentials().user(),
                anyNode.credentials().password().reveal(),
                anyNode.service().name(),
                anyNode.service().signIn().page().toString());
    }

    String name() {
        return anyNode.account();
    }

    /**
     * Whether what the service says of a worker's user holds for this account: by whatever name it
     * goes, whatever its password, and whether or not the node is still there.
     */
    boolean isOfUserOf(NodePlan launched) {
        return anyNode.service().name().equals(launched.service().name())
                && anyNode.credentials().user().equals(launched.credentials().user());
    }

    /** The same of a password: what another one came to says nothing of the one there is now. */
    boolean hasCredentialsOf(NodePlan launched) {
        return isOfUserOf(launched) && anyNode.credentials().equals(launched.credentials());
    }

    Verdict ask(Moment now) {
        return budget.ask(ledger, now);
    }

    /**
     * Leave is about to be given.
     *
     * @return whether it is on the disk; nobody may sign in where it is not
     */
    boolean begin(SignInLedger next, Moment now) {
        SignInLedger before = ledger;
        ledger = next;
        if (!write(now)) {
            ledger = before;
            return false;
        }
        return true;
    }

    void ended(Outcome outcome, Moment now) {
        change(ledger.ended(outcome, now), now);
    }

    /** A person finished what a sign-in had begun. */
    void seenTo(Moment now) {
        change(ledger.seenTo(), now);
    }

    void rejected(String detail, Moment now) {
        if (ledger.rejection() == null) {
            Fingerprint fingerprint = Fingerprint.of(configuration());
            Rejection rejection = new Rejection(now.wall(), PlainText.of(detail), fingerprint);
            change(ledger.withRejection(rejection), now);
            LOG.warn("account {}: rejected; nobody signs in until it is mended", name());
        }
    }

    void rateLimited(Duration asked, String detail, Moment now) {
        Duration lasts = asked.compareTo(LONGEST_LOCKOUT) > 0 ? LONGEST_LOCKOUT : asked;
        change(ledger.lockedOut(lasts, PlainText.of(detail), now), now);
        LOG.warn("account {}: nobody signs in {}", name(), until(lasts, now));
    }

    void liftLockout(Moment now) {
        change(ledger.withoutLockout(), now);
        LOG.warn("account {}: an operator lifted the pause that the service asked for", name());
    }

    /** That node has no session and must wait. */
    void waits(NodeName node, Moment now) {
        List<NodeName> waiting = new ArrayList<>(ledger.waiting());
        if (!waiting.contains(node)) {
            waiting.add(node);
            change(ledger.withWaiting(waiting), now);
        }
    }

    /** That node has a session. */
    void waitsNoMore(NodeName node, Moment now) {
        List<NodeName> waiting = new ArrayList<>(ledger.waiting());
        if (waiting.remove(node)) {
            change(ledger.withWaiting(waiting), now);
        }
    }

    List<NodeName> waiting() {
        return ledger.waiting();
    }

    /** Nodes that wait for a person: what the service asked them must be answered first. */
    Set<NodeName> parked() {
        return parked;
    }

    private void change(SignInLedger next, Moment now) {
        ledger = next;
        boolean _ = write(now);
    }

    /** Whether all of it is on the disk. */
    boolean write(Moment now) {
        if (ledger.equals(written)) {
            return true;
        }
        try {
            ledgers.save(name(), ledger);
            written = ledger;
            failedAt = null;
            return true;
        } catch (IOException e) {
            if (failedAt == null) {
                LOG.warn("account {}: its sign-ins cannot be written: {}", name(), e.toString());
            }
            failedAt = now;
            return false;
        }
    }

    /** When to look again although nothing happens; null for never. */
    @Nullable Duration lookIn(Moment now) {
        Duration writeIn = writeIn(now);
        if (!writeIn.isZero() || ledger.waiting().isEmpty()) {
            return writeIn.isZero() ? null : writeIn;
        }
        return ask(now) instanceof Verdict.NotBefore(Duration in, Reason _) ? in : null;
    }

    private Duration writeIn(Moment now) {
        if (failedAt == null) {
            return Duration.ZERO;
        }
        Duration left = WRITE_AGAIN.minus(failedAt.age(now));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Why no node of the account that needs a sign-in should be started; null where one may. */
    @Nullable Hold hold(NodeName node, Moment now) {
        for (NodeName other : parked) {
            if (!other.equals(node)) {
                return new Hold(
                        Reason.SIGN_IN_BUDGET, "after %s, which needs a person".formatted(other));
            }
        }
        Duration writeIn = writeIn(now);
        if (!writeIn.isZero()) {
            return new Hold(Reason.SIGN_IN_BUDGET, "the sign-ins of the account cannot be written");
        }
        return ask(now) instanceof Verdict.NotBefore(Duration in, Reason reason)
                ? new Hold(reason, until(in, now) + words(reason))
                : null;
    }

    private String words(Reason reason) {
        Lockout lockout = ledger.lockout();
        return reason == Reason.RATE_LIMITED && lockout != null ? ": " + lockout.detail() : "";
    }

    private static String until(Duration in, Moment now) {
        return "until " + instant(in, now);
    }

    /** Up to the next whole second. */
    private static Instant instant(Duration in, Moment now) {
        return now.wall().plus(in).plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Why a node waits.
     *
     * @param detail for people
     */
    record Hold(Reason reason, String detail) {}

    AccountSnapshot snapshot(Moment now) {
        Lockout lockout = ledger.lockout();
        Duration lockedOut = lockout == null ? Duration.ZERO : lockout.left(now);
        Reason reason = null;
        Instant notBefore = null;
        switch (ask(now)) {
            case Verdict.Granted _ -> {}
            case Verdict.NotBefore(Duration in, Reason why) -> {
                reason = why;
                notBefore = instant(in, now);
            }
            case Verdict.Rejected _ -> reason = Reason.LOGIN_REJECTED;
        }
        return new AccountSnapshot(
                name(),
                ledger.total(),
                budget.left(ledger, now),
                reason,
                notBefore,
                lockedOut.isZero() ? null : instant(lockedOut, now));
    }
}
