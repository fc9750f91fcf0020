package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.state.Moment;
import dev.lawn.supervisor.state.SignInLedgers;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The books of all accounts there are. Owned by {@link SignInDesk}. */
final class AccountBooks {

    private final SignInBudget budget;
    private final SignInLedgers ledgers;
    private volatile Map<String, AccountBook> ofAccount = Map.of();
    private Map<NodeName, AccountBook> ofNode = Map.of();

    AccountBooks(SignInBudget budget, SignInLedgers ledgers) {
        this.budget = budget;
        this.ledgers = ledgers;
    }

    /**
     * Goes over to these nodes; an account that stays keeps its book.
     *
     * @throws IOException where what is remembered of a new account cannot be read now; then
     *     nothing has changed
     */
    void replan(List<NodePlan> nodes, Moment now) throws IOException {
        Map<String, List<NodePlan>> accounts =
                nodes.stream()
                        .collect(
                                Collectors.groupingBy(
                                        NodePlan::account,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        Map<String, AccountBook> next = new LinkedHashMap<>();
        for (Map.Entry<String, List<NodePlan>> each : accounts.entrySet()) {
            next.put(each.getKey(), book(each.getKey(), each.getValue(), now));
        }
        Map<NodeName, AccountBook> members = new LinkedHashMap<>();
        for (NodePlan node : nodes) {
            members.put(node.name(), Objects.requireNonNull(next.get(node.account())));
        }
        Set<NodeName> parked = parked();
        ofAccount.forEach((name, book) -> goOn(book, accounts.get(name), now));
        // One whose account has another name is left with its person.
        parked.retainAll(members.keySet());
        parked.forEach(node -> Objects.requireNonNull(members.get(node)).park(node, now));
        ofAccount = next;
        ofNode = members;
    }

    private AccountBook book(String account, List<NodePlan> nodes, Moment now) throws IOException {
        AccountBook known = ofAccount.get(account);
        return known == null ? new AccountBook(nodes, budget, ledgers, now) : known;
    }

    private Set<NodeName> parked() {
        return ofAccount.values().stream()
                .flatMap(book -> book.parked().stream())
                .collect(Collectors.toSet());
    }

    private static void goOn(AccountBook book, @Nullable List<NodePlan> nodes, Moment now) {
        if (nodes != null) {
            book.replan(nodes, now);
        }
    }

    /** The book of that node's account; null where there is no such node. */
    @Nullable AccountBook find(NodeName node) {
        return ofNode.get(node);
    }

    /** In the order of accounts.yaml; needs no lock. */
    Collection<AccountBook> all() {
        return ofAccount.values();
    }
}
