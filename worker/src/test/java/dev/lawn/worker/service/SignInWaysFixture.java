package dev.lawn.worker.service;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lawn.common.service.Element;
import dev.lawn.common.service.Element.By;
import dev.lawn.common.service.Step;
import dev.lawn.common.time.ManualTime;
import dev.lawn.worker.browser.Patience;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Signs in on a page whose elements come and go as the test says. */
abstract class SignInWaysFixture {

    static final Element USER = new Element(By.NAME, "user");
    static final Element PASSWORD = new Element(By.NAME, "password");

    /** Name and password together, or the one after the other. */
    static final List<Step> EITHER =
            List.of(
                    new Step.Either(
                            List.of(
                                    new Step.Way(
                                            USER, List.of(new Step.Fill(USER, Step.Field.EMAIL))),
                                    new Step.Way(
                                            Services.EMAIL,
                                            List.of(
                                                    new Step.Fill(Services.EMAIL, Step.Field.EMAIL),
                                                    new Step.Click(
                                                            new Element(By.BUTTON, "CONTINUE")))))),
                    new Step.Fill(PASSWORD, Step.Field.PASSWORD),
                    new Step.Click(Services.SUBMIT));

    @TempDir Path folder = Path.of("");

    final ManualTime time = new ManualTime();
    final FakeExtension extension = new FakeExtension();
    final FakePage page = new FakePage();
    final FakeObserver observer = new FakeObserver();

    void signIn(List<Step> steps) throws InterruptedException {
        new SignIn(
                        Services.withSteps(steps),
                        Services.ACCOUNT,
                        new KeptSession(extension, "accessToken"),
                        AskedPerson.beside(folder.resolve("profile"), "demo", Services.ACCOUNT),
                        observer,
                        new Patience(time, time::advance))
                .run(page);
    }

    void show(String... elements) {
        page.shown.addAll(List.of(elements));
        page.onSignIn = () -> extension.storage.put("accessToken", "t");
    }

    interface Run {
        void run() throws InterruptedException;
    }

    static ServiceFault fault(Run run) {
        List<ServiceFault> faults = new ArrayList<>();
        assertThatThrownBy(run::run).isInstanceOfSatisfying(ServiceFault.class, faults::add);
        return faults.getFirst();
    }
}
