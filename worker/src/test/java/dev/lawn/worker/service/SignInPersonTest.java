package dev.lawn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.common.service.Step;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether a challenge calls a person, or the form can be filled in beside it. */
@Timeout(120)
class SignInPersonTest extends SignInWaysFixture {

    @Test
    void doesNotCallAPersonWhereThereIsAFormAsWell() throws InterruptedException {
        show("otp", "user", "password", "SIGN IN");
        signIn(EITHER);
        assertThat(observer.people).isEmpty();
        assertThat(page.done).contains("click SIGN IN");
    }

    @Test
    void givesTheFormTimeToComeAfterTheChallenge() throws InterruptedException {
        show("otp", "password", "SIGN IN");
        page.shown.remove("password");
        time.schedule(Duration.ofSeconds(4), () -> page.shown.addAll(Set.of("user", "password")));
        signIn(EITHER);
        assertThat(observer.people).isEmpty();
    }

    @Test
    void callsAPersonWhereTheChallengeCoversTheForm() throws InterruptedException {
        show("otp", "user", "password", "SIGN IN");
        page.covers.add("otp");
        time.schedule(
                Duration.ofHours(1), () -> extension.storage.put("accessToken", "by a person"));
        signIn(EITHER);
        assertThat(observer.people).containsExactly(Reason.OTP);
        assertThat(page.done).containsExactly("open http://site/");
    }

    @Test
    void leavesToAPersonTheFieldOfTheFormThatOnlyAPersonCanFill() throws InterruptedException {
        show("email", "password", "SIGN IN", "otp");
        time.schedule(Duration.ofMinutes(40), () -> extension.storage.put("accessToken", "t"));
        signIn(
                List.of(
                        new Step.Fill(Services.EMAIL, Step.Field.EMAIL),
                        new Step.Fill(PASSWORD, Step.Field.PASSWORD)));
        assertThat(observer.people).containsExactly(Reason.OTP);
        assertThat(page.done)
                .containsExactly("open http://site/", "type me@example.com", "type correct horse");
    }

    @Test
    void callsAPersonAlsoWhereTheyAreAskedForAtTheLastMoment() throws InterruptedException {
        show("user", "SIGN IN");
        time.schedule(Duration.ofSeconds(9), () -> page.shown.add("otp"));
        time.schedule(
                Duration.ofHours(1), () -> extension.storage.put("accessToken", "by a person"));
        signIn(EITHER);
        assertThat(observer.people).containsExactly(Reason.OTP);
    }
}
