package dev.lawn.supervisor.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.Element.By;
import dev.lawn.common.service.Element.Selector;
import dev.lawn.common.service.ServiceDefinition.Outcome;
import dev.lawn.common.service.ServiceDefinition.SignIn;
import dev.lawn.common.service.ServiceDefinition.Window;
import dev.lawn.common.service.Step;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything a sign-in can hold, and what can be wrong with it. */
class SignInReaderTest {

    private static final String SIGN_IN =
            """
            sign_in:
              page: ${app}/
              session: sample:token
              signed_in: [{ button: Logout }, { text: Dashboard }]
              steps:
                - open: ${app}/login
                - either:
                    - when: { name: user }
                      steps:
                        - fill: { name: user }
                          with: email
                    - when: [{ role: textbox, named: Email }, { role: dialog }]
                      steps: []
              in_the_way:
                - { button: ACCEPT }
              outcomes:
                - when: { css: .lockout }
                  reason: rate_limited
                  wait: '(?<hours>\\d+) h|(?<minutes>\\d+) min'
              stay_away: 2h
              window: 1440x900
              lasts: 30d

            """;

    @TempDir private Path folder;
    private Workspace workspace;

    @BeforeEach
    void prepare() throws IOException {
        workspace = new Workspace(folder);
    }

    private static String sample(String signIn) {
        return Workspace.resource("service.yaml")
                .replaceFirst("(?s)sign_in:.*(?=status:)", Matcher.quoteReplacement(signIn));
    }

    @Test
    void everythingArrives() throws Exception {
        workspace.service("sample", sample(SIGN_IN));

        assertThat(signIn())
                .isEqualTo(
                        new SignIn(
                                URI.create("https://app.example.com/"),
                                "sample:token",
                                new Element(
                                        List.of(
                                                new Selector(By.BUTTON, "Logout", null),
                                                new Selector(By.TEXT, "Dashboard", null))),
                                List.of(
                                        new Step.Open(URI.create("https://app.example.com/login")),
                                        new Step.Either(ways())),
                                List.of(
                                        new Outcome(
                                                new Element(By.CSS, ".lockout"),
                                                Reason.RATE_LIMITED,
                                                "(?<hours>\\d+) h|(?<minutes>\\d+) min")),
                                List.of(new Element(By.BUTTON, "ACCEPT")),
                                Duration.ofHours(2),
                                null,
                                new Window(1440, 900),
                                Duration.ofDays(30)));
    }

    @ParameterizedTest
    @CsvSource({"30d, PT720H", "1d12h, PT36H", "2d1s, PT48H1S", "90m, PT1H30M"})
    void daysAreTimeToo(String text, Duration lasts) throws Exception {
        workspace.service("sample", sample(SIGN_IN.replace("30d", text)));

        assertThat(signIn().lasts()).isEqualTo(lasts);
    }

    private SignIn signIn() throws Exception {
        return workspace
                .load(
                        """
                        service: sample
                        accounts:
                          - { name: a, email: me@example.com, password: "${env:PASSWORD}" }
                        """)
                .plan()
                .nodes()
                .getFirst()
                .service()
                .signIn();
    }

    private static List<Step.Way> ways() {
        Element user = new Element(By.NAME, "user");
        return List.of(
                new Step.Way(user, List.of(new Step.Fill(user, Step.Field.EMAIL))),
                new Step.Way(
                        new Element(
                                List.of(
                                        new Selector(By.ROLE, "textbox", "Email"),
                                        new Selector(By.ROLE, "dialog", null))),
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    [{ button: Logout }, { text: Dashboard }] | []                | signed_in: is empty; write one selector or more
                    { text: Dashboard }   | { txt: Dashboard }                    | signed_in[1].txt: unknown key, did you mean "text"?
                    { text: Dashboard }   | Dashboard                             | signed_in[1]: should be a mapping (lines of "key: value"), but is a single value
                    { button: ACCEPT }    | { xpath: "//a[" }                     | in_the_way[0].xpath: "//a[" is no XPath expression: A location path was expected, but the end of the XPath expression was found instead.
                    { button: ACCEPT }    | { button: ACCEPT, named: x }          | in_the_way[0].named: goes only with role; remove it
                    { button: ACCEPT }    | { named: x }                          | in_the_way[0]: needs exactly one of name, button, text, css, xpath, role
                    { role: dialog }      | { role: dialogue }                    | steps[1].either[1].when[1].role: unknown value "dialogue", did you mean "dialog"?
                    open: ${app}/login    | open: /login                          | steps[0].open: "/login" is no URL; write https://host/path
                    open: ${app}/login    | { open: "${app}/", with: email }      | steps[0].with: goes only with fill; remove it
                    with: email           | with: e-mail                          | steps[1].either[0].steps[0].with: unknown value "e-mail", did you mean "email"?
                    when: { name: user }  | whn: { name: user }                   | steps[1].either[0].whn: unknown key, did you mean "when"?
                    steps: []             | # none                                | steps[1].either[1].steps: missing; add it
                    `'(?<hours>\\d+) h|(?<minutes>\\d+) min'` | '(?<minutes>\\d+ min' | outcomes[0].wait: "(?<minutes>\\d+ min" is no regular expression: Unclosed group
                    `'(?<hours>\\d+) h|(?<minutes>\\d+) min'` | '(?<minuts>\\d+)'   | outcomes[0].wait: unknown group "minuts", did you mean "minutes"?
                    `'(?<hours>\\d+) h|(?<minutes>\\d+) min'` | '(\\d+) min'        | outcomes[0].wait: has no group that tells a time; write (?<minutes>\\d+), or hours or seconds
                    reason: rate_limited  | reason: otp                           | outcomes[0].wait: goes only with rate_limited; remove it
                    stay_away: 2h         | stay_away: later                      | stay_away: "later" is no time; write a number with its unit: 30s, 5m, 1h30m or 30d
                    lasts: 30d            | lasts: 1 month                        | lasts: "1 month" is no time; write a number with its unit: 30s, 5m, 1h30m or 30d
                    lasts: 30d            | lasts: 0d                             | lasts: "0d" is no time; write a number with its unit: 30s, 5m, 1h30m or 30d
                    window: 1440x900      | window: 1440                          | window: "1440" is no size of a window; write WIDTHxHEIGHT in pixels, such as 1280x800
                    window: 1440x900      | window: 1440x0                        | window: "1440x0" is no size of a window; write WIDTHxHEIGHT in pixels, such as 1280x800
                    when: { css: .lockout } | when: { css: "[data-a" }            | outcomes[0].when.css: "[data-a" is no CSS selector: a ] is missing
                    stay_away: 2h         | stayaway: 2h                          | stayaway: unknown key, did you mean "stay_away"?
                    """)
    void aMistakeIsReportedAtItsPlace(String good, String bad, String expected) throws IOException {
        assertThat(SIGN_IN).contains(good);
        String yaml = SIGN_IN.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad));
        workspace.service("sample", sample(yaml));

        assertThat(workspace.problems("accounts: []\nservices: { sample: {} }\n"))
                .map(
                        each ->
                                each.replaceFirst(
                                        "^extensions/sample/service.yaml:\\d+: sign_in.", ""))
                .containsExactly(expected);
    }

    @Test
    void aSignInNeedsSteps() throws IOException {
        String none = SIGN_IN.replaceFirst("(?s)steps:.*(?=  in_the_way)", "steps: []\n");
        workspace.service("sample", sample(none));
        assertThat(workspace.problems("accounts: []\nservices: { sample: {} }\n"))
                .containsExactly(
                        "extensions/sample/service.yaml:20: sign_in.steps: is empty; write one step"
                                + " or more");

        String noWay = SIGN_IN.replaceFirst("(?s)either:.*(?=  in_the_way)", "either: []\n");
        workspace.service("sample", sample(noWay));
        assertThat(workspace.problems("accounts: []\nservices: { sample: {} }\n"))
                .containsExactly(
                        "extensions/sample/service.yaml:22: sign_in.steps[1].either: is empty; write"
                                + " one way or more");
    }
}
