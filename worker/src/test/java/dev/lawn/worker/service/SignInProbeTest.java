package dev.lawn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage.Verdict;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.Element.By;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.Step;
import dev.lawn.common.time.ManualTime;
import dev.lawn.worker.browser.Patience;
import dev.lawn.worker.relay.UpstreamFailure;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page's fields all show at once: what a probe does not do, it chose not to. */
@Timeout(120)
class SignInProbeTest {

    private static final ServiceDefinition SERVICE = Services.at("http://site", "/ext", "id");

    @TempDir private Path folder = Path.of("");

    private final ManualTime time = new ManualTime();
    private final FakePage page = new FakePage();
    private final List<String> told = new ArrayList<>();

    private void probe(ServiceDefinition service, boolean typesUser) throws InterruptedException {
        new SignInProbe(
                        service,
                        Services.ACCOUNT,
                        typesUser,
                        new KeptSession(new FakeExtension(), "accessToken"),
                        AskedPerson.beside(folder.resolve("profile"), "demo", Services.ACCOUNT),
                        new SignInProbe.World() {
                            @Override
                            public void probed(String place, Verdict verdict, String detail) {
                                told.add("%s %s: %s".formatted(verdict, place, detail));
                            }

                            @Override
                            public ServiceFault personAsked(Reason reason, String detail) {
                                return new ServiceFault(reason, detail);
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
    }

    private void assertNothingSubmitted() {
        assertThat(page.done)
                .doesNotContain("click SIGN IN", "type " + Services.ACCOUNT.password().reveal());
    }

    @Test
    void endsBeforeTheFirstFieldWhereNobodyIsToSignIn() throws InterruptedException {
        show("ACCEPT", "email", "CONTINUE", "USE PASSWORD INSTEAD", "password", "//form");
        page.covers.add("ACCEPT");
        probe(SERVICE, false);
        assertThat(page.done).containsExactly("open http://site/", "click ACCEPT");
        assertThat(told)
                .containsExactly(
                        "MATCHED sign_in.in_the_way[0]: dismissed: button \"ACCEPT\"",
                        "MATCHED sign_in.page: http://site/, status 200",
                        "ABSENT sign_in.steps[0]: dismiss: button \"ACCEPT ALL\"",
                        "MATCHED sign_in.steps[1]: fill with email: name \"email\"",
                        "STOPPED sign_in.steps[1]: the e-mail address would be typed here;"
                                + " nothing was typed",
                        "ABSENT sign_in.in_the_way[1]: text \"Not now\"",
                        "SKIPPED sign_in.steps[2]: click: button \"CONTINUE\"",
                        "SKIPPED sign_in.steps[3]: click: text \"USE PASSWORD INSTEAD\"",
                        "SKIPPED sign_in.steps[4]: fill with password: name \"password\"",
                        "SKIPPED sign_in.steps[5]: wait_for: xpath \"//form\"",
                        "SKIPPED sign_in.steps[6]: click: button \"SIGN IN\"");
    }

    @Test
    void endsBeforeThePasswordWithAnAccount() throws InterruptedException {
        show("email", "CONTINUE", "USE PASSWORD INSTEAD", "password", "//form", "SIGN IN");
        probe(SERVICE, true);
        assertThat(page.done)
                .containsExactly(
                        "open http://site/",
                        "type me@example.com",
                        "click CONTINUE",
                        "click USE PASSWORD INSTEAD");
        assertThat(told)
                .contains(
                        "MATCHED sign_in.steps[4]: fill with password: name \"password\"",
                        "STOPPED sign_in.steps[4]: the password would be typed here; a probe never"
                                + " types it, nor submits",
                        "SKIPPED sign_in.steps[6]: click: button \"SIGN IN\"")
                .noneMatch(line -> line.contains("me@example.com"));
    }

    /** Such a service signs in by the name alone, with a code or a link it mails. */
    @Test
    void typesNoNameWhereNoPasswordIsAskedFor() throws InterruptedException {
        show("email", "SIGN IN");
        probe(
                Services.withSteps(
                        List.of(
                                new Step.Fill(Services.EMAIL, Step.Field.EMAIL),
                                new Step.Click(Services.SUBMIT))),
                true);
        assertThat(page.done).containsExactly("open http://site/");
    }

    @Test
    void tellsTheWayAndTheSelectorsThatNoLongerMatch() throws InterruptedException {
        show("Email", "textbox");
        probe(
                Services.withSteps(
                        List.of(
                                new Step.Either(
                                        List.of(
                                                new Step.Way(
                                                        new Element(By.NAME, "user"),
                                                        List.of(new Step.Click(Services.SUBMIT))),
                                                new Step.Way(
                                                        Services.EMAIL,
                                                        List.of(
                                                                new Step.Fill(
                                                                        Services.EMAIL,
                                                                        Step.Field.EMAIL))))))),
                false);
        String third =
                "role \"textbox\" named \"Email\", selector 3 of 3; nothing matches name \"email\""
                        + " or css \"input[type=email]\"";
        assertThat(told)
                .contains(
                        "MATCHED sign_in.steps[0]: either[1]: " + third,
                        "MATCHED sign_in.steps[0].either[1].steps[0]: fill with email: " + third,
                        "SKIPPED sign_in.steps[0].either[0].steps[0]: click: button \"SIGN IN\"");
    }

    @Test
    void namesTheStepThatMatchesNothing() {
        show("email", "password", "SIGN IN");
        assertThatThrownBy(() -> probe(SERVICE, true))
                .isInstanceOfSatisfying(
                        ServiceFault.class,
                        fault -> assertThat(fault.reason()).isEqualTo(Reason.SITE_CHANGED))
                .hasMessage("sign_in.steps[2]: nothing matches button \"CONTINUE\"");
        assertThat(told)
                .contains("MATCHED sign_in.steps[1]: fill with email: name \"email\"")
                .contains("SKIPPED sign_in.steps[3]: click: text \"USE PASSWORD INSTEAD\"")
                .noneMatch(line -> line.contains("sign_in.steps[2]"));
        assertNothingSubmitted();
    }

    @Test
    void endsWhereThePageAsksForAPerson() {
        show("otp");
        assertThatThrownBy(() -> probe(SERVICE, true))
                .isInstanceOfSatisfying(
                        ServiceFault.class,
                        fault -> assertThat(fault.reason()).isEqualTo(Reason.OTP))
                .hasMessage("the page shows name \"otp\"");
        assertNothingSubmitted();
    }

    @Test
    void endsByAnOutcome() {
        show("Invalid credentials");
        assertThatThrownBy(() -> probe(SERVICE, false))
                .isInstanceOfSatisfying(
                        ServiceFault.class,
                        fault -> assertThat(fault.reason()).isEqualTo(Reason.LOGIN_REJECTED));
    }

    @Test
    void saysThatThereIsNothingToSignInTo() throws InterruptedException {
        show("#dashboard", "email");
        probe(SERVICE, true);
        assertThat(told)
                .contains(
                        "STOPPED sign_in.signed_in: css \"#dashboard\" shows: there is nothing to"
                                + " sign in to");
        assertThat(page.done).containsExactly("open http://site/");
    }

    @Test
    void keepsWhatAnAddressCarriesToItself() throws InterruptedException {
        show("email");
        ServiceDefinition service =
                Services.withSteps(
                        List.of(
                                new Step.Open(URI.create("http://site/login?token=secret")),
                                new Step.Fill(Services.EMAIL, Step.Field.EMAIL)));
        page.onLook =
                () -> {
                    if (!page.address.startsWith("about:")) {
                        page.address = "http://site/login?token=secret";
                    }
                };
        probe(service, false);
        assertThat(told)
                .contains("MATCHED sign_in.page: http://site/login, status 200")
                .contains("MATCHED sign_in.steps[0]: open: http://site/login?token=secret");
    }
}
