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
import dev.lawn.supervisor.state.SignInLedger;
import dev.lawn.supervisor.state.SignInLedger.Outcome;
import dev.lawn.supervisor.state.SignInLedgers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives leave to sign in: within each account's budget, and to one node of the host after the
 * other. A leave is on the disk before the node hears of it. It ends when the node has a session,
 * waits for a person, or has gone; the node's own deadline bounds it.
 *
 * <p>Thread-safe. Nobody is told anything under its lock.
 */
final class SignInDesk implements SignIns {

    /** Who must wait no longer than this keeps its browser and its place in the queue. */
    private static final Duration SHORT = Duration.ofSeconds(30);

    private final Time time;
    private final String boot;
    private final Consumer<Collection<NodeName>> holdsChanged;
    private final AccountBooks books;

    /** First come, first served. */
    private final Map<NodeName, Consumer<Answer>> queue = new LinkedHashMap<>();

    private final Set<NodeName> inSignIn = new HashSet<>();
    private @Nullable NodeName signing;
    private Time.@Nullable Scheduled alarm;

    /** Read without the lock, under those of others. */
    private final Map<NodeName, Hold> holds = new ConcurrentHashMap<>();

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
        plan(nodes);
        Set<NodeName> _ = refreshHolds();
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
        plan(nodes);
        queue.keySet().removeAll(restarting);
        List<Runnable> words = settle();
        return () -> words.forEach(Runnable::run);
    }

    private void plan(List<NodePlan> nodes) throws IOException {
        NodeName node = signing;
        AccountBook before = node == null ? null : books.find(node);
        books.replan(nodes, now());
        // A leave that nobody will hear the end of ends here.
        if (node != null && before != null && books.find(node) != before) {
            before.ended(Outcome.NOTHING, now());
            signing = null;
        }
        queue.keySet().removeIf(each -> books.find(each) == null);
        inSignIn.removeIf(each -> books.find(each) == null);
    }

    private Moment now() {
        return new Moment(time.now(), boot, time.nanos());
    }

    @Override
    public void ask(NodeName node, Consumer<Answer> answered) {
        change(
                () -> {
                    if (books.find(node) != null) {
                        queue.put(node, answered);
                    }
                });
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
        if (inSignIn.contains(node) && book.equals(books.find(node))) {
            book.waits(node, now());
        }
    }

    /** The service's pause is over: an operator says so. What counts sign-ins stands. */
    void liftLockout(NodeName node) {
        change(() -> book(node).ifPresent(book -> book.liftLockout(now())));
    }

    /** Hears of a node's new state. */
    void seen(NodeName node, StateName state) {
        change(() -> book(node).ifPresent(book -> seen(book, node, state)));
    }

    private void seen(AccountBook book, NodeName node, StateName state) {
        switch (state) {
            case SIGNING_IN -> {
                boolean _ = inSignIn.add(node);
            }
            case NEEDS_HUMAN -> {
                end(book, node, Outcome.NOTHING);
                leave(node);
                boolean _ = book.parked().add(node);
            }
            case CONNECTING, CONNECTED, DEGRADED -> {
                end(book, node, Outcome.SESSION);
                leave(node);
                if (book.parked().remove(node)) {
                    book.seenTo(now());
                }
                book.waitsNoMore(node, now());
            }
            // Its worker may submit the form until it has gone.
            case STOPPING -> queue.remove(node);
            // One that a person was needed for comes back, and needs them still.
            case WAITING, STARTING, BACKOFF -> gone(book, node);
            case QUARANTINED, STOPPED -> {
                gone(book, node);
                boolean _ = book.parked().remove(node);
            }
        }
    }

    private void gone(AccountBook book, NodeName node) {
        if (end(book, node, Outcome.NOTHING)) {
            book.waits(node, now());
        }
        leave(node);
    }

    private void leave(NodeName node) {
        queue.remove(node);
        boolean _ = inSignIn.remove(node);
    }

    private boolean end(AccountBook book, NodeName node, Outcome outcome) {
        if (!node.equals(signing)) {
            return false;
        }
        signing = null;
        book.ended(outcome, now());
        return true;
    }

    private Optional<AccountBook> book(NodeName node) {
        return Optional.ofNullable(books.find(node));
    }

    /** Why that node should not be started now; null where nothing speaks against it. */
    @Nullable Reason hold(NodeName node) {
        Hold hold = holds.get(node);
        return hold == null ? null : hold.reason();
    }

    @Override
    public @Nullable String detail(NodeName node) {
        Hold hold = holds.get(node);
        return hold == null ? null : hold.detail();
    }

    synchronized List<AccountSnapshot> accounts() {
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
        List<Runnable> words = new ArrayList<>(answers());
        Set<NodeName> changed = refreshHolds();
        if (!changed.isEmpty()) {
            words.add(() -> holdsChanged.accept(changed));
        }
        setAlarm();
        return words;
    }

    private List<Runnable> answers() {
        List<Runnable> words = new ArrayList<>();
        for (NodeName node : List.copyOf(queue.keySet())) {
            Answer answer = answer(node, Objects.requireNonNull(books.find(node)));
            if (answer != null) {
                Consumer<Answer> asked = Objects.requireNonNull(queue.remove(node));
                words.add(() -> asked.accept(answer));
            }
        }
        return words;
    }

    /** Null to leave it in the queue. */
    private @Nullable Answer answer(NodeName node, AccountBook book) {
        if (node.equals(signing)) {
            return new Answer.Given();
        }
        NodeName current = signing;
        if (current != null && books.find(current) == book) {
            return null;
        }
        Moment now = now();
        return switch (book.ask(now)) {
            case Verdict.Rejected(SignInLedger.Rejection rejection) ->
                    new Answer.Refused(Reason.LOGIN_REJECTED, rejection.detail());
            case Verdict.NotBefore(Duration in, Reason _)
                    when in.compareTo(SHORT) <= 0 && book.parked().isEmpty() ->
                    null;
            case Verdict.NotBefore _ -> refused(node, book, now);
            case Verdict.Granted(SignInLedger next) -> granted(node, book, next, now);
        };
    }

    private Answer refused(NodeName node, AccountBook book, Moment now) {
        book.waits(node, now);
        Hold hold = book.hold(node, now);
        return hold == null
                ? new Answer.Refused(Reason.SIGN_IN_BUDGET, "not now")
                : new Answer.Refused(hold.reason(), hold.detail());
    }

    private @Nullable Answer granted(
            NodeName node, AccountBook book, SignInLedger next, Moment now) {
        if (book.hold(node, now) != null) {
            return refused(node, book, now);
        }
        if (signing != null) {
            return null;
        }
        if (!book.begin(next, now)) {
            return refused(node, book, now);
        }
        signing = node;
        // Whoever may type waits for nobody any more.
        boolean _ = book.parked().remove(node);
        return new Answer.Given();
    }

    /** Who has another word than before. */
    private Set<NodeName> refreshHolds() {
        Map<NodeName, Hold> now = new LinkedHashMap<>();
        for (AccountBook book : books.all()) {
            for (NodeName node : book.waiting()) {
                Hold hold = book.hold(node, now());
                if (hold != null) {
                    now.put(node, hold);
                }
            }
        }
        Set<NodeName> changed = new HashSet<>(now.keySet());
        changed.addAll(holds.keySet());
        changed.removeIf(node -> Objects.equals(now.get(node), holds.get(node)));
        holds.keySet().retainAll(now.keySet());
        holds.putAll(now);
        return changed;
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
        boolean isAsked = queue.keySet().stream().anyMatch(node -> books.find(node) == book);
        if (isAsked && book.ask(now) instanceof Verdict.NotBefore(Duration in, Reason _)) {
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
