package dev.lawn.supervisor.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.service.Element;
import dev.lawn.common.service.Element.By;
import dev.lawn.common.service.StatusPage;
import dev.lawn.common.service.StatusPage.ShownNumber;
import dev.lawn.common.service.StatusPage.ShownText;
import dev.lawn.common.service.StatusPage.ShownWord;
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

/** {@code status.page}: a good one, and each way to write a bad one. */
class StatusPageReaderTest {

    private static final String USES_IT =
            """
            service: sample
            accounts:
              - { name: a, email: me@example.com, password: "${env:PASSWORD}" }
            """;

    static final String PAGE =
            """

            status:
              page:
                open: { extension: popup.html }
                every: 10m
                connected: { find: { css: "#state" }, pattern: 'is (\\w+)', is: ON }
                network_quality: { find: { css: "#quality" }, of: 100 }
                points: { find: [{ css: "#points" }, { role: status, named: Points }] }
            """;

    @TempDir private Path folder;
    private Workspace workspace;

    @BeforeEach
    void prepare() throws IOException {
        workspace = new Workspace(folder);
        workspace.write("extensions/sample/extension/popup.html", "", "rw-r--r--");
    }

    private static String with(String page) {
        return Workspace.resource("service.yaml")
                .replaceFirst("\nstatus:\n", Matcher.quoteReplacement(page));
    }

    @Test
    void readsWhatAPageSays() throws Exception {
        workspace.service("sample", with(PAGE));
        assertThat(workspace.load(USES_IT).plan().nodes().getFirst().service().status().page())
                .isEqualTo(
                        new StatusPage(
                                URI.create(
                                        "chrome-extension://abcdefghijklmnopabcdefghijklmnop/popup.html"),
                                Duration.ofMinutes(10),
                                new ShownWord(
                                        new ShownText(new Element(By.CSS, "#state"), "is (\\w+)"),
                                        "ON"),
                                new ShownNumber(
                                        new ShownText(new Element(By.CSS, "#quality"), null), 100),
                                new ShownText(
                                        new Element(
                                                List.of(
                                                        new Element.Selector(
                                                                By.CSS, "#points", null),
                                                        new Element.Selector(
                                                                By.ROLE, "status", "Points"))),
                                        null),
                                null,
                                null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    open: { extension: popup.html } | open: { extension: a.html } | 41: status.page.open.extension: "a.html" is no file of the extension in extensions/sample/extension; write its path there, such as popup.html
                    open: { extension: popup.html } | open: popup.html            | 41: status.page.open: "popup.html" is no URL; write https://host/path
                    open: { extension: popup.html } | # nothing                   | 42: status.page.open: missing; add it
                    every: 10m                     | evry: 10m                      | 42: status.page.evry: unknown key, did you mean "every"?
                    every: 10m                     | # nothing                      | 41: status.page.every: missing; add it
                    every: 10m                     | every: 59s                     | 42: status.page.every: is too often, since each time loads the page through the node's proxy; write 10m, or 1m at least
                    every: 10m                     | every: often                   | 42: status.page.every: "often" is no time; write a number with its unit: 30s, 5m, 1h30m or 30d
                    , is: ON }                     | }                              | 43: status.page.connected.is: missing; add it
                    'is (\\w+)'                    | 'is \\w+'                      | 43: status.page.connected.pattern: has 0 groups; write one, around what counts, such as ([0-9.,]+), and (?:…) for others
                    'is (\\w+)'                    | '(is) (\\w+)'                  | 43: status.page.connected.pattern: has 2 groups; write one, around what counts, such as ([0-9.,]+), and (?:…) for others
                    'is (\\w+)'                    | 'is (\\w+'                     | 43: status.page.connected.pattern: "is (\\w+" is no regular expression: Unclosed group
                    , of: 100 }                    | }                              | 44: status.page.network_quality.of: missing; add it
                    , of: 100 }                    | , of: 0 }                      | 44: status.page.network_quality.of: "0" is no number greater than 0
                    { find: { css: "#quality" }    | { find: { alert: a }           | 44: status.page.network_quality.find.alert: goes only into sign_in.outcomes; the box is closed when it is read
                    points: { find:                | points: { fnd:                 | 45: status.page.points.fnd: unknown key, did you mean "find"?
                    """)
    void isReportedAtItsLine(String good, String bad, String expected) throws IOException {
        assertThat(PAGE).contains(good);
        workspace.service(
                "sample",
                with(PAGE.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad))));

        assertThat(workspace.problems(USES_IT))
                .containsExactly("extensions/sample/service.yaml:" + expected);
    }

    @Test
    void aPageNobodyReadsIsAMistake() throws IOException {
        workspace.service(
                "sample", with(PAGE.replaceAll("(connected|network_quality|points): .*", "")));
        assertThat(workspace.problems(USES_IT))
                .containsExactly(
                        "extensions/sample/service.yaml:41: status.page: nothing is read from this"
                                + " page; add one of connected, network_quality, points, devices,"
                                + " uptime");
    }

    @Test
    void aPageThatAloneSaysWhoIsConnectedMustSayItInTime() throws IOException {
        String alone =
                with(PAGE).replaceAll("  connected: (\\[|\\{ at).*", "").replace("10m", "1m");
        workspace.service("sample", alone);
        assertThat(workspace.problems(USES_IT)).isEmpty();

        workspace.service("sample", alone.replace("every: 1m", "every: 2m"));
        assertThat(workspace.problems(USES_IT))
                .singleElement()
                .asString()
                .endsWith(
                        ": timings: connect is not longer than status.page.every, and only that"
                                + " page says who is connected; make it longer, or add"
                                + " status.connected");
    }
}
