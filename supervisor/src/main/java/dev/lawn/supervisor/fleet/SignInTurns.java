package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.fleet.AccountBook.Hold;
import dev.lawn.supervisor.fleet.SignInBudget.Verdict;
import dev.lawn.supervisor.node.SignIns.Answer;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.state.Moment;
import dev.lawn.supervisor.state.SignInLedger;
import dev.lawn.supervisor.state.SignInLedger.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who signs in, and who waits for their turn. Owned by {@link SignInDesk}. */
final class SignInTurns {

    /** Who must wait no longer than this keeps its browser and its place in the queue. */
    private static final Duration SHORT = Duration.ofSeconds(30);

    private final AccountBooks books;

    /** First come, first served. */
    private final Map<NodeName, Consumer<Answer>> queue = new LinkedHashMap<>();

    private final Set<NodeName> inSignIn = new HashSet<>();
    private @Nullable NodeName signing;

    SignInTurns(AccountBooks books) {
        this.books = books;
    }

    /**
     * Goes over to these nodes.
     *
     * @throws IOException where what is remembered of a new account cannot be read now; then
     *     nothing has changed
     */
    void replan(List<NodePlan> nodes, Moment now) throws IOException {
        NodeName node = signing;
        AccountBook before = node == null ? null : books.find(node);
        books.replan(nodes, now);
        // A leave that nobody will hear the end of ends here.
        if (node != null && before != null && books.find(node) != before) {
            before.ended(Outcome.NOTHING, now);
            signing = null;
        }
        queue.keySet().removeIf(each -> books.find(each) == null);
        inSignIn.removeIf(each -> books.find(each) == null);
    }

    /** A node there is wants to sign in. */
    void ask(NodeName node, Consumer<Answer> answered) {
        queue.put(node, answered);
    }

    /** They want it no more, or must not. */
    void withdraw(Collection<NodeName> nodes) {
        queue.keySet().removeAll(nodes);
    }

    /** Its worker is at the form. */
    void entered(NodeName node) {
        boolean _ = inSignIn.add(node);
    }

    boolean isInSignIn(NodeName node) {
        return inSignIn.contains(node);
    }

    /**
     * Its worker is at the form no more.
     *
     * @return whether a sign-in of it ends by that
     */
    boolean left(AccountBook book, NodeName node, Outcome outcome, Moment now) {
        queue.remove(node);
        boolean _ = inSignIn.remove(node);
        if (!node.equals(signing)) {
            return false;
        }
        signing = null;
        book.ended(outcome, now);
        return true;
    }

    /** Whether a node of that account waits for its turn. */
    boolean isAsked(AccountBook book) {
        return queue.keySet().stream().anyMatch(node -> books.find(node) == book);
    }

    /**
     * Answers to those whose turn it is, or will not be soon; to be given once the lock is free.
     */
    List<Runnable> answers(Moment now) {
        List<Runnable> words = new ArrayList<>();
        for (NodeName node : List.copyOf(queue.keySet())) {
            Answer answer = answer(node, Objects.requireNonNull(books.find(node)), now);
            if (answer != null) {
                Consumer<Answer> asked = Objects.requireNonNull(queue.remove(node));
                words.add(() -> asked.accept(answer));
            }
        }
        return words;
    }

    /** Null to leave it in the queue. */
    private @Nullable Answer answer(NodeName node, AccountBook book, Moment now) {
        if (node.equals(signing)) {
            return new Answer.Given();
        }
        NodeName current = signing;
        if (current != null && books.find(current) == book) {
            return null;
        }
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

    private static Answer refused(NodeName node, AccountBook book, Moment now) {
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
        // Whoever may type waits for nobody any more.
        if (!book.begin(next.withoutParked(node), now)) {
            return refused(node, book, now);
        }
        signing = node;
        return new Answer.Given();
    }
}
