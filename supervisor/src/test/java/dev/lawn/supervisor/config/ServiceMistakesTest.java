package dev.lawn.supervisor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be wrong in a service.yaml: one line of a good one, replaced by a bad one. */
class ServiceMistakesTest {

    private static final String USES_IT = "accounts: []\nservices: { sample: {} }\n";

    @TempDir private Path folder;
    private Workspace workspace;

    @BeforeEach
    void prepare() throws IOException {
        workspace = new Workspace(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    service: sample                | service: simple                | 2: service: "simple" is not the name of its folder, "sample"; make them the same
                    variables:                     | varables:                      | 4: varables: unknown key, did you mean "variables"?
                    id: abcdefghijklmnopabcdefghijklmnop | id: abcdefghijklmnopabcdefghijklmnoq | 11: extension.id: "abcdefghijklmnopabcdefghijklmnoq" is no extension id; it has 32 letters from a to p, as chrome://extensions shows it
                    until_stored: sample:browser_id | until_stord: sample:browser_id | 14: extension.set_up.until_stord: unknown key, did you mean "until_stored"?
                    page: ${app}/login             | page: ${ap}/login              | 17: sign_in.page: unknown variable "ap", did you mean "app"?
                    page: ${app}/login             | page: /login                   | 17: sign_in.page: "/login" is no URL; write https://host/path
                    page: ${app}/login             | page: "ftp://example.com/"     | 17: sign_in.page: "ftp://example.com/" is no URL; write https://host/path
                    page: ${app}/login             | page: "https:///login"         | 17: sign_in.page: "https:///login" is no URL; write https://host/path
                    page: ${app}/login             | page: chrome-extension://a/b    | 17: sign_in.page: a page of the extension is written as { extension: popup.html }
                    page: ${app}/login             | page: { extension: a.html }    | 17: sign_in.page.extension: "a.html" is no file of the extension in extensions/sample/extension; write its path there, such as popup.html
                    page: ${app}/login             | page: { extension: ../service.yaml } | 17: sign_in.page.extension: "../service.yaml" is no file of the extension in extensions/sample/extension; write its path there, such as popup.html
                    page: ${app}/login             | page: { extensio: manifest.json } | 17: sign_in.page.extensio: unknown key, did you mean "extension"?
                    signed_in: { css: "#dashboard" } | signed_in: { alert: a }      | 19: sign_in.signed_in.alert: goes only into sign_in.outcomes; the box is closed when it is read
                    when: { text: Invalid credentials } | when: {}                  | 30: sign_in.outcomes[0].when: needs exactly one of name, button, text, css, xpath, role, alert
                    signed_in: { css: "#dashboard" } | signed_in: { cs: "#dashboard" } | 19: sign_in.signed_in.cs: unknown key, did you mean "css"?
                    signed_in: { css: "#dashboard" } | signed_in: { css: a, name: b } | 19: sign_in.signed_in: needs exactly one of name, button, text, css, xpath, role
                    signed_in: { css: "#dashboard" } | signed_in: {}                | 19: sign_in.signed_in: needs exactly one of name, button, text, css, xpath, role
                    - click: { text: CONTINUE }    | - clik: { text: CONTINUE }     | 24: sign_in.steps[2].clik: unknown key, did you mean "click"?
                    - wait_for: { xpath: "//input[@name='password']" } | - {}       | 25: sign_in.steps[3]: needs exactly one of open, dismiss, fill, click, wait_for, either
                    - wait_for: { xpath: "//input[@name='password']" } | - { click: { text: a }, wait_for: { text: b } } | 25: sign_in.steps[3]: needs exactly one of open, dismiss, fill, click, wait_for, either
                    with: email                    | with: emial                    | 23: sign_in.steps[1].with: unknown value "emial", did you mean "email"?
                    with: email                    | wth: email | 23: sign_in.steps[1].wth: unknown key, did you mean "with"?
                    - click: { text: CONTINUE }    | - { click: { text: a }, with: email } | 24: sign_in.steps[2].with: goes only with fill; remove it
                    with: email                    | # nothing                      | 22: sign_in.steps[1].with: missing; add it
                    reason: captcha                | reason: browser_hung           | 35: sign_in.outcomes[2].reason: unknown value "browser_hung"; known here: captcha, login_rejected, otp, rate_limited, site_down
                    of: 100                        | of: 0                          | 41: status.network_quality.of: "0" is no number greater than 0
                    points: /result/points         | points: result.points          | 46: status.api[0].points: "result.points" is no JSON pointer; write /result/data/totalPoints
                    is: CONNECTED                  | as: CONNECTED                  | 40: status.connected[0].as: unknown key, did you mean "is"?
                    uptime: { stored: "sample:uptime" } | uptime: { stored: a, of: 60 } | 42: status.uptime.of: unknown key; known here: stored
                    uptime: { stored: "sample:uptime" } | uptime: []               | 42: status.uptime: is an empty list; write at least one element or remove the line
                    uptime: { stored: "sample:uptime" } | uptime: seconds          | 42: status.uptime: should be a mapping (lines of "key: value"), but is a single value
                    { at: /result/score, of: 1 }   | /result/score                 | 47: status.api[0].network_quality: should be a mapping (lines of "key: value"), but is a single value
                    { at: /result/state, is: true } | { at: result, is: true }     | 51: status.api[1].connected.at: "result" is no JSON pointer; write /result/data/totalPoints
                    { ip: /ipAddress, within: 5m } | { ip: /ipAddress }            | 52: status.api[1].listed_by.within: missing; add it
                    devices: /result/devices       | points: /result/devices       | 52: status.api[1].listed_by: there is no list to look in; add devices beside it
                    ask: ${api}/ip                 | ask: ${api/ip                  | 55: egress.ask: a "${" without its "}"; write $${ where a plain ${ is meant
                    poll: 2s                       | poll: 2                        | 58: timings.poll: "2" is no time; write a number with its unit: 30s, 5m, 1h30m or 30d
                    poll: 2s                       | poll: 0s                       | 58: timings.poll: "0s" is no time; write a number with its unit: 30s, 5m, 1h30m or 30d
                    poll: 2s                       | poll: 30m1h                    | 58: timings.poll: "30m1h" is no time; write a number with its unit: 30s, 5m, 1h30m or 30d
                    pace: 30s                      | pace: often                    | 59: timings.api: "often" is no time; write a number with its unit: 30s, 5m, 1h30m or 30d
                    """)
    void isReportedAtItsLine(String good, String bad, String expected) throws IOException {
        String sample = Workspace.resource("service.yaml");
        assertThat(sample).contains(good);
        workspace.service(
                "sample", sample.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad)));

        assertThat(workspace.problems(USES_IT))
                .containsExactly("extensions/sample/service.yaml:" + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    traffic: {}                                 | traffic: says nothing; add service or control, or remove it
                    traffic: { services: [a.example.com] }      | traffic.services: unknown key, did you mean "service"?
                    traffic: { service: [] }                    | traffic.service: is an empty list; write at least one element or remove the line
                    traffic: { service: ["*", "http://a.b"] }   | traffic.service[1]: "http://a.b" is no host, address or network, with or without a port; write node.example.com, "*.example.com:443" or "*"
                    traffic: { control: "a.*.example.com" }     | traffic.control: "a.*.example.com" is no host, address or network, with or without a port; write node.example.com, "*.example.com:443" or "*"
                    traffic: { service: ["*:0"] }               | traffic.service[0]: "*:0" is no host, address or network, with or without a port; write node.example.com, "*.example.com:443" or "*"
                    traffic: { service: API.example.com:443 }   | traffic.service: is where status.api is, which Lawn itself asks: nobody could tell the two apart; remove it
                    """)
    void aWrongHostOfTheTrafficIsReportedAtItsLine(String bad, String expected) throws IOException {
        workspace.service("sample", Workspace.resource("service.yaml") + bad + "\n");

        assertThat(workspace.problems(USES_IT))
                .singleElement()
                .asString()
                .matches("extensions/sample/service.yaml:\\d+: " + Pattern.quote(expected));
    }

    @Test
    void everySectionIsNeeded() throws IOException {
        workspace.service("sample", "service: sample\n");

        assertThat(workspace.problems(USES_IT))
                .containsExactly(
                        "extensions/sample/service.yaml:1: extension: missing; add it",
                        "extensions/sample/service.yaml:1: sign_in: missing; add it",
                        "extensions/sample/service.yaml:1: status: missing; add it",
                        "extensions/sample/service.yaml:1: egress: missing; add it",
                        "extensions/sample/service.yaml:1: timings: missing; add it");
    }

    @Test
    void apiAnswerNobodyReadsIsAMistake() throws IOException {
        String sample = Workspace.resource("service.yaml");
        workspace.service(
                "sample", sample.replaceAll("(points|network_quality|uptime): [/{].*", ""));

        assertThat(workspace.problems(USES_IT))
                .containsExactly(
                        "extensions/sample/service.yaml:45: status.api[0]: nothing is read from this"
                                + " answer; add one of connected, network_quality, points, devices,"
                                + " uptime");
    }

    @Test
    void somethingMustSayWhoIsConnected() throws IOException {
        String sample = Workspace.resource("service.yaml").replaceAll("connected: \\[.*", "");
        workspace.service("sample", sample);
        assertThat(workspace.problems(USES_IT)).isEmpty();

        workspace.service("sample", sample.replace("connect: 1m30s", "connect: 30s"));
        assertThat(workspace.problems(USES_IT))
                .containsExactly(
                        "extensions/sample/service.yaml:58: timings: api is not shorter than connect,"
                                + " and only the API says who is connected; make it shorter, or add"
                                + " status.connected");

        workspace.service("sample", sample.replaceAll("connected: \\{.*", ""));
        assertThat(workspace.problems(USES_IT))
                .containsExactly(
                        "extensions/sample/service.yaml:41: status.connected: missing; add it");
    }

    @Test
    void signsOfLifeAreChecked() throws IOException {
        workspace.service(
                "sample",
                Workspace.resource("service.yaml")
                        .replace("\nsign_in:", "\n  worker: alway\nsign_in:")
                        .replace("\nstatus:", "\nstatus:\n  beat: { stored: beat, evry: 5s }"));

        assertThat(workspace.problems(USES_IT))
                .anyMatch(
                        each -> each.endsWith("unknown value \"alway\", did you mean \"always\"?"))
                .anyMatch(
                        each ->
                                each.endsWith(
                                        "status.beat.evry: unknown key, did you mean \"every\"?"))
                .hasSize(2);
    }

    @Test
    void pinsAreChecked() throws IOException {
        String sample = Workspace.resource("service.yaml");
        workspace.service("sample", sample.replace("\n  set_up:", "\n  sha256: 5f2b\n  set_up:"));
        assertThat(workspace.problems(USES_IT))
                .containsExactly(
                        "extensions/sample/service.yaml:12: extension.sha256: \"5f2b\" is no SHA-256;"
                                + " write the 64 digits that sha256sum prints for the CRX file");

        String pin = "AB".repeat(32);
        workspace.service(
                "sample", sample.replace("\n  set_up:", "\n  sha256: " + pin + "\n  set_up:"));
        assertThat(workspace.problems(USES_IT))
                .containsExactly(
                        "extensions/sample/service.yaml: extension: extensions/sample/extension:"
                                + " extension.sha256 in the service.yaml of sample pins "
                                + pin.toLowerCase(Locale.ROOT)
                                + ", and what there is has no lock that tells its own; add it again"
                                + " with: lawn extension add FILE --service sample");
    }

    @Test
    void missingExtensionSaysWhereItBelongs() throws IOException {
        Files.delete(folder.resolve("extensions/sample/extension/manifest.json"));
        workspace.write("extensions/sample/README.md", "how", "rw-r--r--");

        assertThat(workspace.problems(USES_IT))
                .containsExactly(
                        "extensions/sample/service.yaml:10: extension.folder: no extension in"
                                + " extensions/sample/extension: there is no manifest.json; add it"
                                + " with: lawn extension add FILE (extensions/sample/README.md tells how)");
    }

    @Test
    void badOverrideIsReportedWhereItIsUsed() {
        assertThat(
                        workspace.problems(
                                "accounts: []\nservices: { sample: { variables: { api: localhost } }"
                                        + " }\n"))
                .contains(
                        "extensions/sample/service.yaml:45: status.api[0].get: \"localhost/user\" is"
                                + " no URL; write https://host/path");
    }
}
