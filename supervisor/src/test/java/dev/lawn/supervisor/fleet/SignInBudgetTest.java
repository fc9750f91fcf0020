package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.fleet.SignInBudget.Verdict;
import dev.lawn.supervisor.state.Fingerprint;
import dev.lawn.supervisor.state.Moment;
import dev.lawn.supervisor.state.SignInLedger;
import dev.lawn.supervisor.state.SignInLedger.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInBudgetTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final SignInBudget budget = SignInBudget.G7;

    /** Both clocks, so long after the start. */
    private static Moment at(Duration since) {
        return at(since, since);
    }

    private static Moment at(Duration wall, Duration monotonic) {
        return new Moment(START.plus(wall), "boot", monotonic.toNanos());
    }

    private static Moment minute(long minutes) {
        return at(Duration.ofMinutes(minutes));
    }

    /** A sign-in at each of these minutes, a minute long. */
    private SignInLedger signedIn(Outcome outcome, long... minutes) {
        SignInLedger ledger = SignInLedger.NONE;
        for (long minute : minutes) {
            ledger = granted(ledger, minute(minute - 1)).ended(outcome, minute(minute));
        }
        return ledger;
    }

    private SignInLedger granted(SignInLedger ledger, Moment now) {
        return switch (budget.ask(ledger, now)) {
            case Verdict.Granted(SignInLedger next) -> next;
            case Verdict other -> throw new AssertionError(other);
        };
    }

    private void assertNotBefore(SignInLedger ledger, Moment now, Duration in, Reason reason) {
        assertThat(budget.ask(ledger, now)).isEqualTo(new Verdict.NotBefore(in, reason));
    }

    @Test
    void threeInAnHour() {
        SignInLedger ledger = signedIn(Outcome.SESSION, 10, 12, 14);
        assertNotBefore(ledger, minute(15), Duration.ofMinutes(55), Reason.SIGN_IN_BUDGET);
        assertThat(budget.left(ledger, minute(15))).isZero();
        assertThat(granted(ledger, minute(70)).total()).isEqualTo(4);
    }

    @Test
    void tenInADay() {
        SignInLedger ledger = signedIn(Outcome.SESSION, 1, 2, 3, 101, 102, 103, 201, 202, 203, 301);
        assertThat(budget.left(ledger, minute(400))).isZero();
        assertNotBefore(
                ledger, minute(400), Duration.ofDays(1).minusMinutes(399), Reason.SIGN_IN_BUDGET);
        assertThat(budget.ask(ledger, minute(24 * 60 + 1))).isInstanceOf(Verdict.Granted.class);
        assertThat(budget.left(ledger, minute(24 * 60 + 3))).isEqualTo(3);
    }

    @Test
    void tenMinutesApartUnlessASessionCameOfTheLast() {
        SignInLedger failed = signedIn(Outcome.NOTHING, 10);
        assertNotBefore(failed, minute(13), Duration.ofMinutes(7), Reason.SIGN_IN_BUDGET);
        assertThat(budget.left(failed, minute(13))).isEqualTo(2);
        assertThat(budget.ask(failed, minute(20))).isInstanceOf(Verdict.Granted.class);
        assertThat(budget.ask(failed.seenTo(), minute(11))).isInstanceOf(Verdict.Granted.class);
    }

    /** Its form may be submitted at its very end. */
    @Test
    void aSignInCountsFromItsEnd() {
        SignInLedger ledger = granted(signedIn(Outcome.SESSION, 10, 12), minute(13));
        assertNotBefore(ledger, minute(72), Duration.ofMinutes(10), Reason.SIGN_IN_BUDGET);
        SignInLedger ended = ledger.ended(Outcome.SESSION, minute(72));
        assertThat(budget.left(ended, minute(72))).isEqualTo(2);
        assertThat(budget.left(ended, minute(131))).isEqualTo(2);
        assertThat(budget.left(ended, minute(132))).isEqualTo(3);
    }

    @Test
    void aLockoutIsHonouredToTheMinute() {
        SignInLedger ledger =
                SignInLedger.NONE.lockedOut(Duration.ofMinutes(407), "wait", minute(0));
        assertNotBefore(ledger, minute(406), Duration.ofMinutes(1), Reason.RATE_LIMITED);
        assertThat(budget.ask(ledger, minute(407))).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void aShorterLockoutEndsNoLongerOne() {
        SignInLedger ledger =
                SignInLedger.NONE
                        .lockedOut(Duration.ofMinutes(407), "wait", minute(0))
                        .lockedOut(Duration.ofMinutes(5), "wait", minute(1));
        assertNotBefore(ledger, minute(1), Duration.ofMinutes(406), Reason.RATE_LIMITED);
    }

    @Test
    void whoWasRejectedNeverMay() {
        SignInLedger ledger =
                SignInLedger.NONE.withRejection(
                        new SignInLedger.Rejection(START, "refused", Fingerprint.of("x")));
        assertThat(budget.ask(ledger, minute(1_000_000))).isInstanceOf(Verdict.Rejected.class);
        assertThat(budget.left(ledger, minute(1_000_000))).isZero();
    }

    @Test
    void aWallClockThatJumpsMakesNothingOlderOrYounger() {
        SignInLedger ledger = signedIn(Outcome.SESSION, 10, 12, 14);
        for (Duration jump : new Duration[] {Duration.ofDays(400), Duration.ofDays(-400)}) {
            Moment now = at(Duration.ofMinutes(15).plus(jump), Duration.ofMinutes(15));
            assertNotBefore(ledger, now, Duration.ofMinutes(55), Reason.SIGN_IN_BUDGET);
        }
    }

    @Test
    void overARebootTheWallClockCountsAndNothingIsFromTheFuture() {
        SignInLedger ledger = signedIn(Outcome.SESSION, 10, 12, 14);
        Moment later = new Moment(START.plus(Duration.ofMinutes(65)), "other", 5);
        assertNotBefore(ledger, later, Duration.ofMinutes(5), Reason.SIGN_IN_BUDGET);
        Moment before = new Moment(START.minus(Duration.ofDays(9)), "other", 5);
        assertNotBefore(ledger, before, Duration.ofHours(1), Reason.SIGN_IN_BUDGET);
    }
}
