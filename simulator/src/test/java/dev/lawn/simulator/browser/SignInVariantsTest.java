package dev.lawn.simulator.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.simulator.TestWorld;
import dev.lawn.simulator.service.SignInOutcome;
import dev.lawn.simulator.service.Stats;
import dev.lawn.simulator.service.Variant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each variant of the sign-in page, walked in a real Chromium by mouse. One browser for all: every
 * world has a port of its own, and so a storage of its own in the browser.
 */
class SignInVariantsTest {

    @TempDir static Path profile;

    private static Chromium chromium;

    @TempDir Path state;

    private TestWorld world;
    private Chromium.Tab page;

    @BeforeAll
    static void startBrowser() throws Exception {
        chromium = Chromium.start(profile);
    }

    @AfterAll
    static void closeBrowser() {
        chromium.close();
    }

    @BeforeEach
    void start() throws Exception {
        world = TestWorld.start(state);
    }

    @AfterEach
    void close() {
        page.close();
        world.close();
    }

    @Test
    void classicIsOneForm() throws Exception {
        open(Variant.CLASSIC);

        fill("user", TestWorld.ACCOUNT);
        fill("password", TestWorld.PASSWORD);
        page.press("button[type=submit]");

        awaitDashboard();
        assertThat(page.text()).contains("Dashboard");
        assertThat(page.evaluate("document.querySelector('button').textContent").asString())
                .isEqualTo("Logout");
    }

    @Test
    void stepwiseAsksForOneThingAfterTheOther() throws Exception {
        open(Variant.STEPWISE);

        walkSteps();

        awaitDashboard();
    }

    @Test
    void bannersTakeTheClicksUntilTheyAreClosed() throws Exception {
        openWithoutNews();
        await("#cookies");
        page.press("#cookies button");
        assertThat(page.has("#cookies")).isFalse();
        tellNews();
        await("#news");

        page.fill("email", TestWorld.ACCOUNT);
        page.press("form button");
        assertThat(page.has("[name=email]")).isTrue();
        page.press("[aria-label=Close]");
        walkSteps();

        awaitDashboard();
        page.reload();
        awaitDashboard();
        assertThat(page.has("#cookies")).isFalse();
    }

    @Test
    void nobodyIsFastEnoughToMissTheSecondWindow() throws Exception {
        openWithoutNews();
        await("#cookies");
        page.press("#cookies button");
        page.fill("email", TestWorld.ACCOUNT);
        page.press("form button");
        assertThat(page.has(".link")).isFalse();

        tellNews();
        await(".link");
        assertThat(page.has("#news")).isTrue();
        page.press(".link");
        assertThat(page.has("[name=password]")).isFalse();
    }

    @Test
    void otpTakesTheMailedCodeAndNoOther() throws Exception {
        open(Variant.OTP);
        walkSteps();

        fill("otp", "000000");
        page.press("form button");
        await(() -> page.text().contains("Invalid code"));
        page.fill("otp", Objects.requireNonNull(mails().get(TestWorld.ACCOUNT)).code());
        page.press("form button");

        awaitDashboard();
        assertThat(Objects.requireNonNull(mails().get(TestWorld.ACCOUNT)).sent()).isOne();
    }

    private Map<String, Stats.Mail> mails() {
        return world.simulator().stats().mails();
    }

    @Test
    void captchaBeginsAgainInTheSamePageWhenAPersonIsDone() throws Exception {
        open(Variant.CAPTCHA);
        walkSteps();
        await("[data-captcha] iframe[src*='challenges.cloudflare.com']");
        await(() -> page.evaluate(HUMAN).asBoolean(false));

        page.pressInFrame("#human");
        walkSteps();

        awaitDashboard();
        assertThat(world.posts(SignInOutcome.CHALLENGED)).isOne();
        assertThat(world.simulator().stats().pagesServed()).isOne();
    }

    /** Whether the frame has come. */
    private static final String HUMAN =
            "!!document.querySelector('iframe').contentDocument?.getElementById('human')";

    @Test
    void changedHasOtherWordsAndOtherMarkup() throws Exception {
        open(Variant.CHANGED);

        fill("login", TestWorld.ACCOUNT);
        page.press("[data-action=next]");
        fill("secret", TestWorld.PASSWORD);
        page.press("[data-action=enter]");

        awaitDashboard();
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC", "STEPWISE", "CHANGED"})
    void aRefusalIsSaidInThePageAndNothingIsSentAgain(Variant variant) throws Exception {
        open(variant);
        walk(variant, "wrong");
        await(() -> page.text().contains("Invalid credentials"));
        assertThat(world.simulator().stats().signInAttempts()).containsEntry(TestWorld.ACCOUNT, 1);

        world.fault("lockout");
        page.press("main button");

        await(() -> page.text().contains("Please wait for 407 minutes"));
        assertThat(world.posts(SignInOutcome.REJECTED)).isOne();
        assertThat(world.posts(SignInOutcome.LOCKED_OUT)).isOne();
    }

    @Test
    void aSwitchWhileItRunsIsSeenByTheNextVisitorAndKeepsSessions() throws Exception {
        open(Variant.CLASSIC);
        await("[name=user]");

        world.variant(Variant.CHANGED);
        walk(Variant.CLASSIC, TestWorld.PASSWORD);
        awaitDashboard();
        page.reload();
        awaitDashboard();
        page.press("[data-action=logout]");

        await("[name=login]");
    }

    private void open(Variant variant) throws Exception {
        world.variant(variant);
        page = chromium.open(world.uri("/").toString());
    }

    /** The second window comes when the test wants it, and not after a second. */
    private void openWithoutNews() throws Exception {
        world.variant(Variant.BANNERS);
        page = chromium.open(world.uri("/").toString(), "setTimeout = (f) => { late = f; }");
    }

    private void tellNews() {
        page.evaluate("late()");
    }

    private void walk(Variant variant, String password) {
        switch (variant) {
            case CLASSIC -> {
                fill("user", TestWorld.ACCOUNT);
                fill("password", password);
                page.press("button");
            }
            case STEPWISE, BANNERS, OTP, CAPTCHA -> walkSteps(password);
            case CHANGED -> {
                fill("login", TestWorld.ACCOUNT);
                page.press("button");
                fill("secret", password);
                page.press("button");
            }
        }
    }

    private void walkSteps() {
        walkSteps(TestWorld.PASSWORD);
    }

    private void walkSteps(String password) {
        fill("email", TestWorld.ACCOUNT);
        page.press("form button");
        await(".link");
        page.press(".link");
        fill("password", password);
        page.press("form button");
    }

    private void fill(String name, String value) {
        await("[name=" + name + "]");
        page.fill(name, value);
    }

    private void awaitDashboard() {
        await("#dashboard");
        assertThat(world.posts(SignInOutcome.ACCEPTED)).isOne();
    }

    private void await(String selector) {
        await(() -> page.has(selector));
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(condition);
    }
}
