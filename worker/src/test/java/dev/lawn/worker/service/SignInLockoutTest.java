package dev.lawn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.worker.browser.Refusal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service that tells a node to stay away, by its page or by a header, and for how long. */
@Timeout(120)
class SignInLockoutTest extends SignInWaysFixture {

    private Duration lockout(String text) {
        show("user", "password", "SIGN IN");
        page.texts.put(".lockout", text);
        page.onSignIn = () -> page.shown.add(".lockout");
        ServiceFault fault = fault(() -> signIn(EITHER));
        assertThat(fault.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(observer.people).isEmpty();
        return Objects.requireNonNull(fault.retryAfter());
    }

    @Test
    void readsHowLongToStayAway() {
        assertThat(lockout("Please wait for 407 minutes.")).isEqualTo(Duration.ofMinutes(407));
    }

    @Test
    void readsHoursAndMinutes() {
        assertThat(lockout("wait 2 hours 5 MINUTES")).isEqualTo(Duration.ofMinutes(125));
    }

    @Test
    void staysAwayAsLongAsConfiguredWhereNoTimeIsTold() {
        assertThat(lockout("Please wait.")).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void takesNoNumberForATimeThatCannotBeOne() {
        assertThat(lockout("wait 99999999999999999999 minutes")).isEqualTo(Duration.ofHours(2));
        assertThat(lockout("wait 0 minutes")).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void staysAwayFromASiteThatAnswers429() {
        page.status = 429;
        ServiceFault fault = fault(() -> signIn(EITHER));
        assertThat(fault.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(fault.retryAfter()).isEqualTo(Duration.ofHours(2));
        assertThat(time.nanos()).as("waited").isLessThanOrEqualTo(1_000_000_000L);
    }

    @Test
    void comesBackWhenTheHeaderOfA429Says() {
        page.status = 429;
        page.refusal = Optional.of(new Refusal(429, Optional.of("77")));
        ServiceFault fault = fault(() -> signIn(EITHER));
        assertThat(fault.retryAfter()).isEqualTo(Duration.ofSeconds(77));
        assertThat(time.nanos()).as("waited").isZero();
    }

    @Test
    void theHeaderCountsWhereThePageTellsNoTime() {
        page.refusal = Optional.of(new Refusal(503, Optional.of("5400")));
        assertThat(lockout("Please wait.")).isEqualTo(Duration.ofMinutes(90));
        assertThat(lockout("Please wait for 407 minutes.")).isEqualTo(Duration.ofMinutes(407));
    }

    @Test
    void theHeaderCountsWherePagesShowNothingThatIsKnown() {
        show("user", "password", "SIGN IN");
        page.onSignIn = () -> page.refusal = Optional.of(new Refusal(429, Optional.of("5400")));
        ServiceFault fault = fault(() -> signIn(EITHER));
        assertThat(fault.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(fault.retryAfter()).isEqualTo(Duration.ofMinutes(90));
        assertThat(fault).hasMessageContaining("was answered 429");
    }

    @Test
    void aStepThatFailsOverA429IsNoChangeOfTheSite() {
        show("user");
        page.refusal = Optional.of(new Refusal(429, Optional.of("5400")));
        assertThat(fault(() -> signIn(EITHER)).reason()).isEqualTo(Reason.RATE_LIMITED);
    }

    @Test
    void a429WithoutATimeAndA503ParkNoAccountByThemselves() {
        show("user");
        page.refusal = Optional.of(new Refusal(429, Optional.empty()));
        assertThat(fault(() -> signIn(EITHER)).reason()).isEqualTo(Reason.SITE_CHANGED);
        page.refusal = Optional.of(new Refusal(503, Optional.of("5400")));
        assertThat(fault(() -> signIn(EITHER)).reason()).isEqualTo(Reason.SITE_CHANGED);
    }
}
