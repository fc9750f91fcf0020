package dev.lawn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.time.ManualTime;
import dev.lawn.worker.browser.Patience;
import dev.lawn.worker.relay.UpstreamFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SignInTest {

    private static final Set<String> FORM =
            Set.of("email", "CONTINUE", "USE PASSWORD INSTEAD", "password", "//form", "SIGN IN");

    private final ManualTime time = new ManualTime();
    private final FakeExtension extension = new FakeExtension();
    private final FakePage page = new FakePage();
    private final FakeObserver observer = new FakeObserver();

    private Path profile;
    private SignIn signIn;
    private Credentials account = Services.ACCOUNT;

    @BeforeEach
    void start(@TempDir Path folder) {
        profile = folder.resolve("profile");
        signIn = ofANewIncarnation();
    }

    private SignIn ofANewIncarnation() {
        return of(Services.at("http://site", "/ext", "id"));
    }

    private SignIn of(ServiceDefinition service) {
        return new SignIn(
                service,
                account,
                new KeptSession(extension, "accessToken"),
                AskedPerson.beside(profile, service.name(), account),
                observer,
                new Patience(time, time::advance));
    }

    private void gainSession() {
        extension.storage.put("accessToken", "t");
    }

    private AbstractThrowableAssert<?, ?> assertFault(Reason reason) {
        return assertThatThrownBy(() -> signIn.run(page))
                .isInstanceOfSatisfying(
                        ServiceFault.class, f -> assertThat(f.reason()).isEqualTo(reason));
    }

    @Test
    void doesTheStepsInOrderAndWaitsForTheSession() throws InterruptedException {
        page.shown.addAll(FORM);
        page.onSignIn = () -> time.schedule(Duration.ofSeconds(5), this::gainSession);
        signIn.run(page);
        assertThat(page.done)
                .containsExactly(
                        "open http://site/",
                        "type me@example.com",
                        "click CONTINUE",
                        "click USE PASSWORD INSTEAD",
                        "type correct horse",
                        "click SIGN IN");
    }

    @Test
    void typesNothingWhereThePageIsSignedIn() throws InterruptedException {
        page.shown.add("#dashboard");
        time.schedule(Duration.ofSeconds(1), this::gainSession);
        signIn.run(page);
        assertThat(page.done).containsExactly("open http://site/");
    }

    @Test
    void dismissesABannerThatComesLate() throws InterruptedException {
        page.shown.addAll(FORM);
        page.covers.add("ACCEPT ALL");
        page.onSignIn = this::gainSession;
        time.schedule(Duration.ofSeconds(2), () -> page.shown.add("ACCEPT ALL"));
        signIn.run(page);
        assertThat(page.done).contains("click ACCEPT ALL", "click SIGN IN");
    }

    @Test
    void namesTheStepThatFoundNothing() {
        page.shown.add("email");
        assertFault(Reason.SITE_CHANGED)
                .hasMessage("sign_in.steps[2]: nothing matches button \"CONTINUE\"");
        assertThat(Duration.ofNanos(time.nanos())).isLessThan(Duration.ofSeconds(13));
    }

    @Test
    void namesTheFirstNeededStepWhereThePageIsStrange() {
        assertFault(Reason.SITE_CHANGED)
                .hasMessage("sign_in.steps[1]: nothing matches name \"email\"");
    }

    @Test
    void tellsAServerErrorFromAChangedSite() {
        page.status = 503;
        assertFault(Reason.SITE_DOWN).hasMessageContaining("answered 503");
    }

    @Test
    void tellsHalfAPageFromAChangedSite() {
        page.isComplete = false;
        assertFault(Reason.SITE_DOWN).hasMessageContaining("did not come whole");
    }

    @Test
    void blamesTheProxyForAPageThatMissesWhatTheProxyRefused() {
        observer.wayOut = Optional.of(new UpstreamFailure(Reason.PROXY_UNREACHABLE, "refused"));
        assertFault(Reason.PROXY_UNREACHABLE);
    }

    @Test
    void blamesTheProxyForAnErrorPage() {
        observer.wayOut =
                Optional.of(new UpstreamFailure(Reason.PROXY_AUTH, "refused the credentials"));
        page.onLook = () -> page.address = "chrome-error://chromewebdata/";
        assertFault(Reason.PROXY_AUTH).hasMessageContaining("refused the credentials");
    }

    @Test
    void blamesTheProxyWhereThePageIsTheRelaysOwnAnswer() {
        observer.wayOut = Optional.of(new UpstreamFailure(Reason.PROXY_UNREACHABLE, "refused"));
        page.status = 502;
        assertFault(Reason.PROXY_UNREACHABLE);
        assertThat(time.nanos()).as("waited").isZero();
    }

    @Test
    void blamesTheSiteForAnErrorPageWhereTheWayOutIsFine() {
        page.onLook = () -> page.address = "chrome-error://chromewebdata/";
        assertFault(Reason.SITE_DOWN);
    }

    @Test
    void endsOverARejection() {
        page.shown.addAll(FORM);
        page.onSignIn = () -> page.shown.add("Invalid credentials");
        assertFault(Reason.LOGIN_REJECTED)
                .hasMessage("the page shows text \"Invalid credentials\"");
    }

    @Test
    void waitsForAPersonAsLongAsItTakes() throws InterruptedException {
        page.shown.addAll(FORM);
        page.onSignIn = () -> page.shown.add("otp");
        time.schedule(Duration.ofHours(3), this::gainSession);
        signIn.run(page);
        assertThat(observer.people).containsExactly(Reason.OTP);
        assertThat(page.done).filteredOn("click SIGN IN"::equals).hasSize(1);
    }

    @Test
    void typesACodeIntoThePageThatWaitsForItUntilOneHelps() throws InterruptedException {
        page.shown.addAll(FORM);
        page.onSignIn = () -> page.shown.addAll(Set.of("otp", "VERIFY"));
        observer.codes().put(Secret.of("for another page"));
        time.schedule(Duration.ofMinutes(5), () -> observer.codes().put(Secret.of("111111")));
        time.schedule(Duration.ofMinutes(6), () -> observer.codes().put(Secret.of("271828")));
        time.schedule(Duration.ofMinutes(7), this::gainSession);
        signIn.run(page);
        assertThat(page.done)
                .endsWith(
                        "click SIGN IN",
                        "type 111111",
                        "click VERIFY",
                        "type 271828",
                        "click VERIFY");
        assertThat(observer.people).containsOnly(Reason.OTP);
        assertThat(observer.told)
                .containsExactly(
                        "the page shows name \"otp\"",
                        "the code was not accepted: the page still asks for one",
                        "the code was not accepted: the page still asks for one");
    }

    @Test
    void waitsForAPersonAlsoBesideASessionTheServiceRefused() throws InterruptedException {
        gainSession();
        page.shown.addAll(FORM);
        page.onSignIn = () -> page.shown.add("otp");
        time.schedule(Duration.ofHours(3), () -> page.shown.add("#dashboard"));
        signIn.run(page);
        assertThat(Duration.ofNanos(time.nanos())).isGreaterThanOrEqualTo(Duration.ofHours(3));
    }

    @Test
    void endsWhereNothingComesOfTheSignIn() {
        page.shown.addAll(FORM);
        assertFault(Reason.SITE_DOWN)
                .hasMessageStartingWith("the form was submitted, but")
                .hasMessageContaining("stored no \"accessToken\"");
        assertThat(page.done).filteredOn("click SIGN IN"::equals).hasSize(1);
    }

    @Test
    void typesIntoAFormInOneRunOnly() throws InterruptedException {
        page.shown.addAll(FORM);
        page.onSignIn = this::gainSession;
        signIn.run(page);
        extension.storage.clear();
        page.done.clear();
        assertFault(Reason.SITE_DOWN);
        assertThat(page.done).noneMatch(act -> act.startsWith("type"));
    }

    @Test
    void typesNothingBeforeItHasLeave() throws InterruptedException {
        page.shown.addAll(FORM);
        page.onSignIn = this::gainSession;
        observer.onAsk = () -> page.done.add("leave");
        signIn.run(page);
        assertThat(page.done).containsOnlyOnce("leave").startsWith("open http://site/", "leave");
    }

    @Test
    void asksForNoLeaveWhereThePageIsSignedIn() throws InterruptedException {
        page.shown.add("#dashboard");
        time.schedule(Duration.ofSeconds(1), this::gainSession);
        observer.onAsk = () -> page.done.add("leave");
        signIn.run(page);
        assertThat(page.done).containsExactly("open http://site/");
    }

    /** Ends the worker at that moment. */
    private static final class Killed extends RuntimeException {}

    private void parkAndDie() {
        page.shown.addAll(FORM);
        page.onSignIn = () -> page.shown.add("otp");
        time.schedule(
                Duration.ofHours(1),
                () -> {
                    throw new Killed();
                });
        assertThatThrownBy(() -> signIn.run(page)).isInstanceOf(Killed.class);
        page.done.clear();
        page.shown.remove("otp");
    }

    @Test
    void staysParkedFromOneIncarnationToTheNext() throws InterruptedException {
        parkAndDie();
        time.schedule(Duration.ofHours(3), this::gainSession);
        ofANewIncarnation().run(page);
        assertThat(page.done).containsExactly("open http://site/");
        assertThat(observer.people).containsExactly(Reason.OTP, Reason.OTP);
        assertThat(profile.resolveSibling("person-needed")).doesNotExist();
    }

    @Test
    void anotherUserWasAskedNothing() throws Exception {
        parkAndDie();
        assertThat(profile.resolveSibling("person-needed"))
                .content()
                .startsWith("otp\n")
                .doesNotContain(account.user());
        account = new Credentials("other@example.com", Secret.of("other"));
        page.onSignIn = this::gainSession;
        ofANewIncarnation().run(page);
        assertThat(page.done).contains("type other@example.com");
        assertThat(observer.people).containsExactly(Reason.OTP);
    }

    @Test
    void triesByItselfOnceSomebodyHasDeletedTheMark() throws Exception {
        parkAndDie();
        Files.delete(profile.resolveSibling("person-needed"));
        page.onSignIn = this::gainSession;
        ofANewIncarnation().run(page);
        assertThat(page.done).contains("type correct horse");
    }
}
