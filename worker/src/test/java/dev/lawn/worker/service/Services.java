package dev.lawn.worker.service;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.Element.By;
import dev.lawn.common.service.OtpForm;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.ServiceDefinition.ApiRequest;
import dev.lawn.common.service.ServiceDefinition.ListedBy;
import dev.lawn.common.service.ServiceDefinition.Outcome;
import dev.lawn.common.service.ServiceDefinition.StoredNumbers;
import dev.lawn.common.service.ServiceDefinition.StoredWord;
import dev.lawn.common.service.StatusPage;
import dev.lawn.common.service.Step;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A service with every kind of step. */
public final class Services {

    public static final Credentials ACCOUNT =
            new Credentials("me@example.com", Secret.of("correct horse"));

    /** A field that pages know by three names. */
    static final Element EMAIL =
            new Element(
                    List.of(
                            new Element.Selector(By.NAME, "email", null),
                            new Element.Selector(By.CSS, "input[type=email]", null),
                            new Element.Selector(By.ROLE, "textbox", "Email")));

    static final Element SUBMIT = new Element(By.BUTTON, "SIGN IN");

    /** How long after it connected the list of devices may be without the node. */
    public static final Duration LISTED_WITHIN = Duration.ofSeconds(3);

    private Services() {}

    /**
     * The service of a site.
     *
     * @param site where its pages and API are, without a slash at the end
     */
    public static ServiceDefinition at(String site, String extensionFolder, String extensionId) {
        return new ServiceDefinition(
                "test",
                new ServiceDefinition.Extension(
                        extensionFolder,
                        extensionId,
                        new ServiceDefinition.SetUp("index.html", "browser_id"),
                        ServiceDefinition.Worker.MAY_SLEEP),
                signIn(site),
                new ServiceDefinition.Status(
                        List.of(new ServiceDefinition.StoredWord("status", "CONNECTED")),
                        new StoredNumbers(
                                List.of(new ServiceDefinition.StoredNumber("score", 100)),
                                List.of(),
                                List.of(),
                                List.of()),
                        "accessToken",
                        requests(site),
                        new ServiceDefinition.Beat("beat", Duration.ofSeconds(2)),
                        null),
                new ServiceDefinition.Egress(List.of(URI.create(site + "/ip"))),
                new ServiceDefinition.Timings(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(60),
                        ServiceDefinition.Timings.EGRESS));
    }

    private static List<ApiRequest> requests(String site) {
        return List.of(
                new ApiRequest(
                        URI.create(site + "/me"),
                        null,
                        null,
                        "/result/data/points",
                        null,
                        "/result/data/uptime",
                        null),
                new ApiRequest(
                        URI.create(site + "/devices"),
                        null,
                        null,
                        null,
                        "/result/data",
                        null,
                        new ListedBy("/ipAddress", LISTED_WITHIN)));
    }

    /** The same with other sources of its status. */
    static ServiceDefinition withStatus(
            List<StoredWord> connected, StoredNumbers numbers, List<ApiRequest> requests) {
        ServiceDefinition any = at("http://site", "/ext", "id");
        return new ServiceDefinition(
                any.name(),
                any.extension(),
                any.signIn(),
                new ServiceDefinition.Status(
                        connected, numbers, "accessToken", requests, null, null),
                any.egress(),
                any.timings());
    }

    /** The same with a page of its status beside what is stored, and no API. */
    public static ServiceDefinition withPage(ServiceDefinition any, StatusPage page) {
        ServiceDefinition.Status status = any.status();
        return new ServiceDefinition(
                any.name(),
                any.extension(),
                any.signIn(),
                new ServiceDefinition.Status(
                        status.connected(),
                        status.numbers(),
                        status.authorizationKey(),
                        List.of(),
                        status.beat(),
                        page),
                any.egress(),
                any.timings());
    }

    /** One whose extension's service worker lives like that. */
    static ServiceDefinition withWorker(ServiceDefinition.Worker worker) {
        ServiceDefinition any = at("http://site", "/ext", "id");
        return new ServiceDefinition(
                any.name(),
                new ServiceDefinition.Extension("/ext", "id", null, worker),
                any.signIn(),
                any.status(),
                any.egress(),
                any.timings());
    }

    /** The same, where one signs in on a page of the extension that answers in boxes. */
    public static ServiceDefinition onAPageOfItsExtension(
            String site, String extensionFolder, String extensionId) {
        ServiceDefinition any = at(site, extensionFolder, extensionId);
        ServiceDefinition.SignIn signIn = any.signIn();
        return new ServiceDefinition(
                any.name(),
                any.extension(),
                new ServiceDefinition.SignIn(
                        URI.create(
                                "chrome-extension://%s/pages/signin.html?%s"
                                        .formatted(extensionId, site)),
                        signIn.sessionKey(),
                        signIn.signedIn(),
                        List.of(
                                new Step.Fill(new Element(By.NAME, "email"), Step.Field.EMAIL),
                                new Step.Fill(
                                        new Element(By.NAME, "password"), Step.Field.PASSWORD),
                                new Step.Click(SUBMIT)),
                        List.of(
                                new Outcome(
                                        new Element(By.ALERT, "invalid email or PASSWORD"),
                                        Reason.LOGIN_REJECTED,
                                        null)),
                        List.of(),
                        signIn.stayAway(),
                        null,
                        null,
                        null),
                any.status(),
                any.egress(),
                any.timings());
    }

    /** One with these steps of a sign-in. */
    static ServiceDefinition withSteps(List<Step> steps) {
        ServiceDefinition any = at("http://site", "/ext", "id");
        ServiceDefinition.SignIn signIn = any.signIn();
        return new ServiceDefinition(
                any.name(),
                any.extension(),
                new ServiceDefinition.SignIn(
                        signIn.page(),
                        signIn.sessionKey(),
                        signIn.signedIn(),
                        steps,
                        signIn.outcomes(),
                        signIn.inTheWay(),
                        signIn.stayAway(),
                        signIn.otp(),
                        null,
                        null),
                any.status(),
                any.egress(),
                any.timings());
    }

    private static ServiceDefinition.SignIn signIn(String site) {
        return new ServiceDefinition.SignIn(
                URI.create(site + "/"),
                "accessToken",
                new Element(By.CSS, "#dashboard"),
                List.of(
                        new Step.Dismiss(new Element(By.BUTTON, "ACCEPT ALL")),
                        new Step.Fill(new Element(By.NAME, "email"), Step.Field.EMAIL),
                        new Step.Click(new Element(By.BUTTON, "CONTINUE")),
                        new Step.Click(new Element(By.TEXT, "USE PASSWORD INSTEAD")),
                        new Step.Fill(new Element(By.NAME, "password"), Step.Field.PASSWORD),
                        new Step.WaitFor(new Element(By.XPATH, "//form")),
                        new Step.Click(SUBMIT)),
                List.of(
                        new Outcome(
                                new Element(By.TEXT, "Invalid credentials"),
                                Reason.LOGIN_REJECTED,
                                null),
                        new Outcome(new Element(By.NAME, "otp"), Reason.OTP, null),
                        new Outcome(
                                new Element(By.CSS, ".lockout"),
                                Reason.RATE_LIMITED,
                                "(?:(?<hours>\\d+) hours? )?(?<minutes>\\d+) minutes")),
                List.of(new Element(By.BUTTON, "ACCEPT"), new Element(By.TEXT, "Not now")),
                Duration.ofHours(2),
                new OtpForm(new Element(By.NAME, "otp"), new Element(By.BUTTON, "VERIFY")),
                null,
                null);
    }
}
