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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an account may do, by its ledger. Owned by {@link SignInDesk}. */
final class AccountBook {

    private static final Logger LOG = LoggerFactory.getLogger(AccountBook.class);

    /** A page that asks for more is misread rather than obeyed. */
    private static final Duration LONGEST_LOCKOUT = Duration.ofDays(7);

    private final SignInBudget budget;
    private final KeptLedger kept;
    private volatile NodePlan anyNode;

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
        this.kept = new KeptLedger(name(), ledgers, budget.perHour(), now);
        kept.takeOver(of(nodes, kept.ledger()));
    }

    /**
     * Goes on with another configuration of the same account.
     *
     * @param nodes all nodes of the account, at least one
     */
    void replan(List<NodePlan> nodes, Moment now) {
        anyNode = nodes.getFirst();
        change(of(nodes, ledger()), now);
    }

    private SignInLedger of(List<NodePlan> nodes, SignInLedger known) {
        return withoutOldRejection(known).of(names(nodes));
    }

    private static List<NodeName> names(List<NodePlan> nodes) {
        return nodes.stream().map(NodePlan::name).toList();
    }

    /** Other credentials, or another service, are another chance. */
    private SignInLedger withoutOldRejection(SignInLedger loaded) {
        Rejection rejection = loaded.rejection();
        if (rejection == null || rejection.fingerprint().isOf(configuration())) {
            return loaded;
        }
        LOG.info(
                "account {}: its credentials or its service are others, it may sign in again",
                name());
        return loaded.withRejection(null).seenTo();
    }

    /** What the service refused. How its form is found and filled in is not part of that. */
    private String configuration() {
        return String.join(
                "\n",
                anyNode.credentials().user(),
                anyNode.credentials().password().reveal(),
                anyNode.service().name());
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
        return budget.ask(ledger(), now);
    }

    /**
     * Leave is about to be given.
     *
     * @return whether it is on the disk; nobody may sign in where it is not
     */
    boolean begin(SignInLedger next, Moment now) {
        return kept.changeOnDisk(next, now);
    }

    void ended(Outcome outcome, Moment now) {
        change(ledger().ended(outcome, now), now);
    }

    void rejected(String detail, Moment now) {
        if (ledger().rejection() == null) {
            Fingerprint fingerprint = Fingerprint.of(configuration());
            Rejection rejection = new Rejection(now.wall(), PlainText.of(detail), fingerprint);
            change(ledger().withRejection(rejection), now);
            LOG.warn("account {}: rejected; nobody signs in until it is mended", name());
        }
    }

    void rateLimited(Duration asked, String detail, Moment now) {
        Duration lasts = asked.compareTo(LONGEST_LOCKOUT) > 0 ? LONGEST_LOCKOUT : asked;
        change(ledger().lockedOut(lasts, PlainText.of(detail), now), now);
        LOG.warn("account {}: nobody signs in {}", name(), until(lasts, now));
    }

    void liftLockout(Moment now) {
        change(ledger().withoutLockout(), now);
        LOG.warn("account {}: an operator lifted the pause that the service asked for", name());
    }

    /** That node has no session and must wait. */
    void waits(NodeName node, Moment now) {
        change(ledger().withWaiting(node), now);
    }

    /** That node has a session; where it waited for a person, they finished what was begun. */
    void hasSession(NodeName node, Moment now) {
        SignInLedger known = ledger().withoutWaiting(node);
        change(known.parked().contains(node) ? known.withoutParked(node).seenTo() : known, now);
    }

    /** That node waits for a person: what the service asked it must be answered first. */
    void park(NodeName node, Moment now) {
        change(ledger().withParked(node), now);
    }

    /** That node is down, and waits for nobody. */
    void unpark(NodeName node, Moment now) {
        change(ledger().withoutParked(node), now);
    }

    List<NodeName> waiting() {
        return ledger().waiting();
    }

    /** Nodes that wait for a person. */
    List<NodeName> parked() {
        return ledger().parked();
    }

    private SignInLedger ledger() {
        return kept.ledger();
    }

    private void change(SignInLedger next, Moment now) {
        if (!next.equals(ledger())) {
            kept.change(next, now);
        }
    }

    /** Whether all of it is on the disk. */
    boolean write(Moment now) {
        return kept.write(now);
    }

    /** When to look again although nothing happens; null for never. */
    @Nullable Duration lookIn(Moment now) {
        Duration writeIn = kept.writeIn(now);
        if (!writeIn.isZero() || waiting().isEmpty()) {
            return writeIn.isZero() ? null : writeIn;
        }
        return ask(now) instanceof Verdict.NotBefore(Duration in, Reason _) ? in : null;
    }

    /** Why no node of the account that needs a sign-in should be started; null where one may. */
    @Nullable Hold hold(NodeName node, Moment now) {
        for (NodeName other : parked()) {
            if (!other.equals(node)) {
                return new Hold(
                        Reason.SIGN_IN_BUDGET, "after %s, which needs a person".formatted(other));
            }
        }
        Duration writeIn = kept.writeIn(now);
        if (!writeIn.isZero()) {
            return new Hold(Reason.SIGN_IN_BUDGET, "the sign-ins of the account cannot be written");
        }
        return ask(now) instanceof Verdict.NotBefore(Duration in, Reason reason)
                ? new Hold(reason, until(in, now) + words(reason))
                : null;
    }

    private String words(Reason reason) {
        Lockout lockout = ledger().lockout();
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

    /** As it is now; needs no lock. */
    AccountSnapshot snapshot(Moment now) {
        // Others may write meanwhile.
        SignInLedger known = ledger();
        Lockout lockout = known.lockout();
        Duration lockedOut = lockout == null ? Duration.ZERO : lockout.left(now);
        Reason reason = null;
        Instant notBefore = null;
        switch (budget.ask(known, now)) {
            case Verdict.Granted _ -> {}
            case Verdict.NotBefore(Duration in, Reason why) -> {
                reason = why;
                notBefore = instant(in, now);
            }
            case Verdict.Rejected _ -> reason = Reason.LOGIN_REJECTED;
        }
        return new AccountSnapshot(
                name(),
                known.total(),
                budget.left(known, now),
                reason,
                notBefore,
                lockedOut.isZero() ? null : instant(lockedOut, now));
    }
}
