package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.fleet.AccountBook.Hold;
import dev.lawn.supervisor.fleet.SignInBudget.Verdict;
import dev.lawn.supervisor.node.SignIns;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.state.Moment;
import dev.lawn.supervisor.state.SignInLedger.Outcome;
import dev.lawn.supervisor.state.SignInLedgers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives leave to sign in: within each account's budget, and to one node of the host after the
 * other. A leave is on the disk before the node hears of it. It ends when the node has a session,
 * waits for a person, or has gone; the node's own deadline bounds it.
 *
 * <p>Thread-safe. Nobody is told anything under its lock, and who only looks takes none. What is
 * written is written under it: whoever asks next must find what was decided on the disk. A disk
 * that is slow then holds up nodes that change their state, as their own memory on the same disk
 * does already, and no node that goes on as it was.
 */
final class SignInDesk implements SignIns {

    private final Time time;
    private final String boot;
    private final Consumer<Collection<NodeName>> holdsChanged;
    private final AccountBooks books;
    private final SignInTurns turns;
    private final SignInHolds holds = new SignInHolds();
    private Time.@Nullable Scheduled alarm;

    /**
     * @param boot of the host
     * @param holdsChanged told which nodes' {@link #hold} has another word now; must not block
     * @throws IOException where what is remembered of an account cannot be read now
     */
    SignInDesk(
            List<NodePlan> nodes,
            SignInBudget budget,
            SignInLedgers ledgers,
            String boot,
            Time time,
            Consumer<Collection<NodeName>> holdsChanged)
            throws IOException {
        this.time = time;
        this.boot = boot;
        this.holdsChanged = holdsChanged;
        this.books = new AccountBooks(budget, ledgers);
        this.turns = new SignInTurns(books);
        turns.replan(nodes, now());
        Set<NodeName> _ = holds.refresh(books, now());
        setAlarm();
    }

    /**
     * Another configuration: what is known of accounts that stay is kept, and one whose credentials
     * changed may sign in again.
     *
     * @param restarting nodes whose worker must go: none of them may begin a sign-in with what is
     *     no longer so
     * @return what follows from it, to be run once the nodes have heard of their new plans
     * @throws IOException where what is remembered of a new account cannot be read now; then
     *     nothing has changed
     */
    synchronized Runnable replan(List<NodePlan> nodes, Set<NodeName> restarting)
            throws IOException {
        turns.replan(nodes, now());
        turns.withdraw(restarting);
        List<Runnable> words = settle();
        return () -> words.forEach(Runnable::run);
    }

    private Moment now() {
        return new Moment(time.now(), boot, time.nanos());
    }

    @Override
    public void ask(NodeName node, Consumer<Answer> answered) {
        change(() -> book(node).ifPresent(_ -> turns.ask(node, answered)));
    }

    @Override
    public void rejected(NodePlan launched, String detail) {
        change(
                () ->
                        books.all().stream()
                                .filter(book -> book.hasCredentialsOf(launched))
                                .forEach(book -> book.rejected(detail, now())));
    }

    @Override
    public void rateLimited(NodePlan launched, Duration lasts, String detail) {
        change(
                () ->
                        books.all().stream()
                                .filter(book -> book.isOfUserOf(launched))
                                .forEach(
                                        book -> rateLimited(book, launched.name(), lasts, detail)));
    }

    private void rateLimited(AccountBook book, NodeName node, Duration lasts, String detail) {
        book.rateLimited(lasts, detail, now());
        // Who is parked has had its turn, and waits no less.
        boolean hasAsked = turns.isInSignIn(node) || book.parked().contains(node);
        if (hasAsked && book.equals(books.find(node))) {
            book.waits(node, now());
        }
    }

    /** The service's pause is over: an operator says so. What counts sign-ins stands. */
    void liftLockout(NodeName node) {
        change(() -> book(node).ifPresent(book -> book.liftLockout(now())));
    }

    /**
     * Hears of a node's new state.
     *
     * @param reason null where the state says it all
     */
    void seen(NodeName node, StateName state, @Nullable Reason reason) {
        change(() -> book(node).ifPresent(book -> seen(book, node, state, reason)));
    }

    private void seen(AccountBook book, NodeName node, StateName state, @Nullable Reason reason) {
        switch (state) {
            case SIGNING_IN -> turns.entered(node);
            case NEEDS_HUMAN -> {
                boolean _ = turns.left(book, node, Outcome.NOTHING, now());
                book.park(node, now());
            }
            case CONNECTING, CONNECTED, DEGRADED -> {
                boolean _ = turns.left(book, node, Outcome.SESSION, now());
                book.hasSession(node, now());
            }
            // Its worker may submit the form until it has gone.
            case STOPPING -> turns.withdraw(Set.of(node));
            // One that a person was needed for comes back, and needs them still.
            case WAITING, STARTING, BACKOFF -> gone(book, node);
            case QUARANTINED, STOPPED -> {
                gone(book, node);
                if (reason != Reason.SHUTDOWN) {
                    book.unpark(node, now());
                }
            }
        }
    }

    private void gone(AccountBook book, NodeName node) {
        if (turns.left(book, node, Outcome.NOTHING, now())) {
            book.waits(node, now());
        }
    }

    private Optional<AccountBook> book(NodeName node) {
        return Optional.ofNullable(books.find(node));
    }

    /** Why that node should not be started now; null where nothing speaks against it. */
    @Nullable Reason hold(NodeName node) {
        Hold hold = holds.of(node);
        return hold == null ? null : hold.reason();
    }

    @Override
    public @Nullable String detail(NodeName node) {
        Hold hold = holds.of(node);
        return hold == null ? null : hold.detail();
    }

    /** Without the lock: a look must not wait for a disk. */
    List<AccountSnapshot> accounts() {
        Moment now = now();
        return books.all().stream().map(book -> book.snapshot(now)).toList();
    }

    private void change(Runnable what) {
        List<Runnable> words;
        synchronized (this) {
            what.run();
            words = settle();
        }
        words.forEach(Runnable::run);
    }

    /** What follows from the present: who is to be told what, once the lock is free. */
    private List<Runnable> settle() {
        List<Runnable> words = new ArrayList<>(turns.answers(now()));
        Set<NodeName> changed = holds.refresh(books, now());
        if (!changed.isEmpty()) {
            words.add(() -> holdsChanged.accept(changed));
        }
        setAlarm();
        return words;
    }

    /** One alarm for the whole desk, for whoever waits the shortest. */
    private void setAlarm() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
        Moment now = now();
        Optional<Duration> next =
                books.all().stream()
                        .map(book -> lookIn(book, now))
                        .flatMap(Optional::stream)
                        .min(Duration::compareTo);
        next.ifPresent(in -> alarm = time.schedule(in, this::look));
    }

    private Optional<Duration> lookIn(AccountBook book, Moment now) {
        if (turns.isAsked(book)
                && book.ask(now) instanceof Verdict.NotBefore(Duration in, Reason _)) {
            return Optional.of(in);
        }
        return Optional.ofNullable(book.lookIn(now));
    }

    private void look() {
        change(
                () -> {
                    Moment now = now();
                    books.all().forEach(book -> book.write(now));
                });
    }
}
