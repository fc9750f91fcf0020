package dev.lawn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lawn.common.model.Reason;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.Element.By;
import dev.lawn.common.service.Element.Selector;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.Step;
import dev.lawn.common.time.ManualTime;
import dev.lawn.worker.browser.Patience;
import dev.lawn.worker.browser.Refusal;
import dev.lawn.worker.relay.UpstreamFailure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alternatives, fallbacks, what is in the way, and what a page says besides. */
@Timeout(10)
class SignInWaysTest {

    private static final Element USER = new Element(By.NAME, "user");
    private static final Element EMAIL =
            new Element(
                    List.of(
                            new Selector(By.NAME, "email", null),
                            new Selector(By.CSS, "input[type=email]", null),
                            new Selector(By.ROLE, "textbox", "Email")));
    private static final Element CONTINUE = new Element(By.BUTTON, "CONTINUE");
    private static final Element PASSWORD = new Element(By.NAME, "password");
    private static final Element SUBMIT = new Element(By.BUTTON, "SIGN IN");

    /** Name and password together, or the one after the other. */
    private static final List<Step> EITHER =
            List.of(
                    new Step.Either(
                            List.of(
                                    new Step.Way(
                                            USER, List.of(new Step.Fill(USER, Step.Field.EMAIL))),
                                    new Step.Way(
                                            EMAIL,
                                            List.of(
                                                    new Step.Fill(EMAIL, Step.Field.EMAIL),
                                                    new Step.Click(CONTINUE))))),
                    new Step.Fill(PASSWORD, Step.Field.PASSWORD),
                    new Step.Click(SUBMIT));

    @TempDir private Path folder = Path.of("");

    private final ManualTime time = new ManualTime();
    private final FakeExtension extension = new FakeExtension();
    private final FakePage page = new FakePage();
    private final List<Reason> people = new ArrayList<>();
    private Duration leaveTakes = Duration.ZERO;

    private void signIn(List<Step> steps) throws InterruptedException {
        signIn(Services.withSteps(steps));
    }

    private void signIn(ServiceDefinition service) throws InterruptedException {
        new SignIn(
                        service,
                        Services.ACCOUNT,
                        new KeptSession(extension, "accessToken"),
                        AskedPerson.beside(folder.resolve("profile"), "demo", Services.ACCOUNT),
                        new Observer() {
                            @Override
                            public void humanNeeded(Reason reason, String detail) {
                                people.add(reason);
                            }

                            @Override
                            public void awaitLeave() {
                                time.advance(leaveTakes);
                            }

                            @Override
                            public OtpMailbox codes() {
                                return new OtpMailbox();
                            }

                            @Override
                            public Optional<UpstreamFailure> wayOutFailure() {
                                return Optional.empty();
                            }
                        },
                        new Patience(time, time::advance))
                .run(page);
    }

    private void show(String... elements) {
        page.shown.addAll(List.of(elements));
        page.onSignIn = () -> extension.storage.put("accessToken", "t");
    }

    private interface Run {
        void run() throws InterruptedException;
    }

    private static ServiceFault fault(Run run) {
        List<ServiceFault> faults = new ArrayList<>();
        assertThatThrownBy(run::run).isInstanceOfSatisfying(ServiceFault.class, faults::add);
        return faults.getFirst();
    }

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
        leaveTakes = Duration.ofHours(3);
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
                        new Step.Click(SUBMIT)));
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
                        new Step.Click(SUBMIT)));
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

    private Duration lockout(String text) {
        show("user", "password", "SIGN IN");
        page.texts.put(".lockout", text);
        page.onSignIn = () -> page.shown.add(".lockout");
        ServiceFault fault = fault(() -> signIn(EITHER));
        assertThat(fault.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(people).isEmpty();
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

    @Test
    void doesNotCallAPersonWhereThereIsAFormAsWell() throws InterruptedException {
        show("otp", "user", "password", "SIGN IN");
        signIn(EITHER);
        assertThat(people).isEmpty();
        assertThat(page.done).contains("click SIGN IN");
    }

    @Test
    void givesTheFormTimeToComeAfterTheChallenge() throws InterruptedException {
        show("otp", "password", "SIGN IN");
        page.shown.remove("password");
        time.schedule(Duration.ofSeconds(4), () -> page.shown.addAll(Set.of("user", "password")));
        signIn(EITHER);
        assertThat(people).isEmpty();
    }

    @Test
    void callsAPersonWhereTheChallengeCoversTheForm() throws InterruptedException {
        show("otp", "user", "password", "SIGN IN");
        page.covers.add("otp");
        time.schedule(
                Duration.ofHours(1), () -> extension.storage.put("accessToken", "by a person"));
        signIn(EITHER);
        assertThat(people).containsExactly(Reason.OTP);
        assertThat(page.done).containsExactly("open http://site/");
    }

    @Test
    void leavesToAPersonTheFieldOfTheFormThatOnlyAPersonCanFill() throws InterruptedException {
        show("email", "password", "SIGN IN", "otp");
        time.schedule(Duration.ofMinutes(40), () -> extension.storage.put("accessToken", "t"));
        signIn(
                List.of(
                        new Step.Fill(EMAIL, Step.Field.EMAIL),
                        new Step.Fill(PASSWORD, Step.Field.PASSWORD)));
        assertThat(people).containsExactly(Reason.OTP);
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
        assertThat(people).containsExactly(Reason.OTP);
    }
}
