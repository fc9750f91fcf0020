package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.state.Moment;
import dev.lawn.supervisor.state.SignInLedger;
import dev.lawn.supervisor.state.SignInLedger.Attempt;
import dev.lawn.supervisor.state.SignInLedger.Lockout;
import dev.lawn.supervisor.state.SignInLedger.Outcome;
import java.time.Duration;
import java.util.List;

/**
 * How often an account may sign in. Pure.
 *
 * @param perHour sign-ins within any hour, at least 1
 * @param perDay sign-ins within any day, at least 1
 * @param apart between two sign-ins, unless a session came of the first
 */
record SignInBudget(int perHour, int perDay, Duration apart) {

    /** Promise G7. Services answer more with a captcha, a lockout or a closed account. */
    static final SignInBudget G7 = new SignInBudget(3, 10, Duration.ofMinutes(10));

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Whether an account may sign in. */
    sealed interface Verdict {

        /**
         * It may.
         *
         * @param next to be on the disk before anything follows
         */
        record Granted(SignInLedger next) implements Verdict {}

        /**
         * It may after a while.
         *
         * @param in more than zero
         */
        record NotBefore(Duration in, Reason reason) implements Verdict {}

        /** It may not, until it has other credentials. */
        record Rejected(SignInLedger.Rejection rejection) implements Verdict {}
    }

    /** Whether the account may sign in now. */
    Verdict ask(SignInLedger ledger, Moment now) {
        SignInLedger.Rejection rejection = ledger.rejection();
        if (rejection != null) {
            return new Verdict.Rejected(rejection);
        }
        Duration lockout = lockout(ledger, now);
        Duration budget = budget(ledger, now);
        if (lockout.isZero() && budget.isZero()) {
            return new Verdict.Granted(ledger.begun(now));
        }
        return lockout.compareTo(budget) >= 0
                ? new Verdict.NotBefore(lockout, Reason.RATE_LIMITED)
                : new Verdict.NotBefore(budget, Reason.SIGN_IN_BUDGET);
    }

    private static Duration lockout(SignInLedger ledger, Moment now) {
        Lockout lockout = ledger.lockout();
        return lockout == null ? Duration.ZERO : lockout.left(now);
    }

    private Duration budget(SignInLedger ledger, Moment now) {
        List<Duration> ages = ages(ledger, now);
        return longest(
                longest(until(ages, perHour, HOUR), until(ages, perDay, DAY)),
                untilApart(ledger, now));
    }

    /** The youngest first. */
    private static List<Duration> ages(SignInLedger ledger, Moment now) {
        return ledger.attempts().stream().map(each -> age(each, now)).sorted().toList();
    }

    /** The form of one that is under way may be submitted at this very moment. */
    private static Duration age(Attempt attempt, Moment now) {
        return attempt.outcome() == Outcome.OPEN ? Duration.ZERO : attempt.at().age(now);
    }

    private static Duration until(List<Duration> ages, int most, Duration window) {
        return ages.size() < most ? Duration.ZERO : rest(window, ages.get(most - 1));
    }

    private Duration untilApart(SignInLedger ledger, Moment now) {
        if (ledger.attempts().isEmpty()) {
            return Duration.ZERO;
        }
        Attempt last = ledger.attempts().getLast();
        return last.outcome() == Outcome.SESSION ? Duration.ZERO : rest(apart, age(last, now));
    }

    private static Duration rest(Duration whole, Duration past) {
        Duration rest = whole.minus(past);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** How many sign-ins hour and day leave; 0 too while the account is locked out or rejected. */
    int left(SignInLedger ledger, Moment now) {
        if (ledger.rejection() != null || !lockout(ledger, now).isZero()) {
            return 0;
        }
        List<Duration> ages = ages(ledger, now);
        return Math.max(0, Math.min(perHour - within(ages, HOUR), perDay - within(ages, DAY)));
    }

    private static int within(List<Duration> ages, Duration window) {
        return (int) ages.stream().filter(age -> age.compareTo(window) < 0).count();
    }
}
