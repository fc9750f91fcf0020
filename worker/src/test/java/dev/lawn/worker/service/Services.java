package dev.lawn.worker.service;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.Element.By;
import dev.lawn.common.service.OtpForm;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.ServiceDefinition.ApiRequest;
import dev.lawn.common.service.ServiceDefinition.Outcome;
import dev.lawn.common.service.Step;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A service with every kind of step. */
public final class Services {

    public static final Credentials ACCOUNT =
            new Credentials("me@example.com", Secret.of("correct horse"));

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
                        new ServiceDefinition.StoredWord("status", "CONNECTED"),
                        new ServiceDefinition.StoredNumber("score", 100),
                        "accessToken",
                        List.of(
                                new ApiRequest(
                                        URI.create(site + "/me"), "/result/data/points", null),
                                new ApiRequest(
                                        URI.create(site + "/devices"), null, "/result/data")),
                        new ServiceDefinition.Beat("beat", Duration.ofSeconds(2))),
                new ServiceDefinition.Egress(URI.create(site + "/ip")),
                new ServiceDefinition.Timings(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(60)));
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
                        new Step.Click(new Element(By.BUTTON, "SIGN IN"))),
                List.of(
                        new Outcome(
                                new Element(By.TEXT, "Invalid credentials"), Reason.LOGIN_REJECTED),
                        new Outcome(new Element(By.NAME, "otp"), Reason.OTP)),
                new OtpForm(new Element(By.NAME, "otp"), new Element(By.BUTTON, "VERIFY")));
    }
}
