package dev.lawn.supervisor.metrics;

import static dev.lawn.supervisor.metrics.Family.Kind.COUNTER;
import static dev.lawn.supervisor.metrics.Family.Kind.GAUGE;

import dev.lawn.supervisor.fleet.AccountSnapshot;
import java.util.List;
import java.util.function.BiConsumer;

/** How often each account signed in, and whether it may. */
final class AccountFamilies {

    private static final List<String> LABELS = List.of("account");

    private AccountFamilies() {}

    static List<Family> all() {
        return List.of(
                ofAccounts(
                        COUNTER,
                        "lawn_account_sign_ins_total",
                        "Leaves to sign in that were given.",
                        (account, to) -> to.add(account.signIns(), account.account())),
                ofAccounts(
                        GAUGE,
                        "lawn_account_sign_ins_left",
                        "How many more sign-ins hour and day allow now.",
                        (account, to) -> to.add(account.left(), account.account())),
                ofAccounts(
                        GAUGE,
                        "lawn_account_lockout_end_timestamp_seconds",
                        "When the service lets the account sign in again, in seconds since 1970.",
                        (account, to) ->
                                to.add(Seconds.of(account.lockedOutUntil()), account.account())));
    }

    private static Family ofAccounts(
            Family.Kind kind,
            String name,
            String help,
            BiConsumer<AccountSnapshot, Samples> reader) {
        return new Family(
                kind,
                name,
                help,
                LABELS,
                (fleet, to) -> fleet.accounts().forEach(account -> reader.accept(account, to)));
    }
}
