package dev.lawn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.common.service.Step;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Alternatives, fallbacks, further pages, and what is in the way. */
@Timeout(120)
class SignInWaysTest extends SignInWaysFixture {

    @Test
    void goesTheWayThatShows() throws InterruptedException {
        show("user", "password", "SIGN IN");
        signIn(EITHER);
        assertThat(page.done)
                .containsExactly(
                        "open http://site/",
                        "type me@example.com",
                        "type correct horse",
                        "click SIGN IN");
    }

    @Test
    void goesTheOtherWayThatShowsLate() throws InterruptedException {
        show("CONTINUE", "password", "SIGN IN");
        time.schedule(Duration.ofSeconds(8), () -> page.shown.add("email"));
        signIn(EITHER);
        assertThat(page.done).contains("type me@example.com", "click CONTINUE", "click SIGN IN");
    }

    @Test
    void goesTheFirstWayWhereSeveralShow() throws InterruptedException {
        show("user", "email", "CONTINUE", "password", "SIGN IN");
        signIn(EITHER);
        assertThat(page.done).doesNotContain("click CONTINUE");
    }

    @Test
    void namesEveryWayWhereNoneShows() {
        show("password");
        ServiceFault fault = fault(() -> signIn(EITHER));
        assertThat(fault.reason()).isEqualTo(Reason.SITE_CHANGED);
        assertThat(fault)
                .hasMessage(
                        "sign_in.steps[0]: nothing matches name \"user\" or name \"email\" or css"
                                + " \"input[type=email]\" or role \"textbox\" named \"Email\"");
    }

    @Test
    void namesAStepInsideAWay() {
        show("email");
        assertThat(fault(() -> signIn(EITHER)))
                .hasMessage(
                        "sign_in.steps[0].either[1].steps[1]: nothing matches button"
                                + " \"CONTINUE\"");
    }

    @Test
    void stopsInsideAWayOnceItIsSignedIn() throws InterruptedException {
        show("email");
        time.schedule(
                Duration.ofSeconds(5),
                () -> {
                    page.shown.add("#dashboard");
                    extension.storage.put("accessToken", "t");
                });
        signIn(EITHER);
        assertThat(page.done).containsExactly("open http://site/", "type me@example.com");
    }

    @Test
    void fallsBackInOrder() throws InterruptedException {
        show("textbox", "input[type=email]", "CONTINUE", "password", "SIGN IN");
        List<Object> handles = new ArrayList<>();
        page.onType = hit -> handles.add(hit.handle());
        signIn(EITHER);
        assertThat(handles).containsExactly("input[type=email]", "password");
    }

    @Test
    void hasTheWholeTimeOfAPageAfterItsLeave() throws InterruptedException {
        show("user", "password", "SIGN IN");
        observer.onAsk = () -> time.advance(Duration.ofHours(3));
        time.schedule(Duration.ofHours(2), () -> page.shown.remove("user"));
        time.schedule(Duration.ofHours(3).plusSeconds(5), () -> page.shown.add("user"));
        signIn(EITHER);
        assertThat(page.done).contains("type me@example.com", "click SIGN IN");
    }

    @Test
    void opensAnotherPageByWayOfNothing() throws InterruptedException {
        show("password", "SIGN IN");
        signIn(
                List.of(
                        new Step.Open(URI.create("http://site/login")),
                        new Step.Fill(PASSWORD, Step.Field.PASSWORD),
                        new Step.Click(Services.SUBMIT)));
        assertThat(page.done)
                .containsExactly(
                        "open http://site/",
                        "open about:blank",
                        "open http://site/login",
                        "type correct horse",
                        "click SIGN IN");
    }

    @Test
    void opensAnotherPageAlsoFromOneItDoesNotKnow() throws InterruptedException {
        time.schedule(Duration.ofSeconds(4), () -> show("password", "SIGN IN"));
        signIn(
                List.of(
                        new Step.Open(URI.create("http://site/login")),
                        new Step.Fill(PASSWORD, Step.Field.PASSWORD),
                        new Step.Click(Services.SUBMIT)));
        assertThat(page.done).contains("open http://site/login", "click SIGN IN");
    }

    @Test
    void dismissesWhatIsInTheWayWheneverItComes() throws InterruptedException {
        show("ACCEPT", "user", "password", "SIGN IN");
        page.covers.addAll(List.of("ACCEPT", "Not now"));
        page.onType = _ -> page.shown.addAll(Set.of("ACCEPT", "Not now"));
        signIn(EITHER);
        // The second lies over the first.
        assertThat(page.done)
                .containsExactly(
                        "open http://site/",
                        "click ACCEPT",
                        "type me@example.com",
                        "click Not now",
                        "click ACCEPT",
                        "type correct horse",
                        "click Not now",
                        "click ACCEPT",
                        "click SIGN IN");
    }

    @Test
    void leavesAloneWhatDoesNotGoAway() {
        show("ACCEPT", "user", "password", "SIGN IN");
        page.covers.add("ACCEPT");
        page.stays.add("ACCEPT");
        ServiceFault fault = fault(() -> signIn(EITHER));
        assertThat(fault.reason()).isEqualTo(Reason.SITE_CHANGED);
        assertThat(fault)
                .hasMessageStartingWith(
                        "sign_in.steps[0].either[0].steps[0]: name \"user\" is there, but something"
                                + " covers it");
        assertThat(page.done).filteredOn("click ACCEPT"::equals).hasSizeLessThanOrEqualTo(9);
    }

    @Test
    void goesOnBesideABannerThatStaysAndCoversNothing() throws InterruptedException {
        show("ACCEPT", "user", "password", "SIGN IN");
        signIn(EITHER);
        assertThat(page.done).contains("click ACCEPT", "click SIGN IN");
    }
}
