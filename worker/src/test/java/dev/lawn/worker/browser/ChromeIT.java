package dev.lawn.worker.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.service.Element;
import dev.lawn.common.service.ServiceDefinition.ApiRequest;
import dev.lawn.common.service.ServiceDefinition.Window;
import dev.lawn.worker.TestExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Chromium, without the worker around it. */
@Timeout(240)
class ChromeIT extends ChromeFixture {

    private final AtomicInteger requests = new AtomicInteger();

    ChromeIT() throws IOException {}

    @BeforeEach
    void start() {
        site.createContext(
                "/",
                exchange -> {
                    requests.incrementAndGet();
                    exchange.sendResponseHeaders(401, -1);
                    exchange.close();
                });
    }

    @Test
    void opensATabAfterTheLatestWasClosedAndAsksNothingItCannotAuthorize() throws Exception {
        Browser browser = chrome.launch();
        browser.newPage().close();
        Page second = browser.newPage();
        second.open("about:blank");
        // A look that the page's coming cuts short sees nothing.
        assertThat(
                        chrome.patience.until(
                                Duration.ofMinutes(1),
                                () ->
                                        Optional.of(second.look(List.of()).address())
                                                .filter(each -> !each.isEmpty())))
                .contains("about:blank");

        assertThat(answer(browser, "browser_id").status()).as("nothing is stored").isZero();
        assertThat(requests).hasValue(0);
        assertThat(answer(browser, "status").status()).isEqualTo(401);
        assertThat(requests).hasValue(1);
    }

    @Test
    void readsAValueTheSameWhetherOrNotItIsJsonInAString() throws Exception {
        ExtensionPage extension = chrome.launch().extension();
        List<String> values =
                List.of("word", "flag", "number", "text of a number", "nothing", "empty", "object");
        List<String> keys =
                Stream.concat(values.stream(), values.stream().map("json "::concat)).toList();
        Map<String, String> stored =
                chrome.patience
                        .until(
                                Duration.ofMinutes(1),
                                () -> Optional.of(extension.stored(keys)).filter(s -> !s.isEmpty()))
                        .orElseThrow();
        Map<String, String> expected =
                Map.of(
                        "word", "CONNECTED",
                        "flag", "true",
                        "number", "1.234",
                        "text of a number", "83 %",
                        "object", "{\"a\":1}");
        Map<String, String> both = new HashMap<>(expected);
        expected.forEach((key, value) -> both.put("json " + key, value));
        assertThat(stored).isEqualTo(both);
    }

    @Test
    void anExtensionThatWasReplacedIsNotLoadedIntoARunningBrowser(@TempDir Path own)
            throws Exception {
        Path extension = TestExtension.copyTo(own);
        chrome.close();
        chrome = new BareChrome(own, extension);
        FileTime before = Files.getLastModifiedTime(extension);
        Browser browser = chrome.launch();
        assertThat(browser.canMend()).isTrue();
        Files.setLastModifiedTime(extension, FileTime.from(Instant.EPOCH));
        assertThat(browser.canMend()).isFalse();
        Files.setLastModifiedTime(extension, before);
        assertThat(browser.canMend()).isTrue();
    }

    @Test
    void typesIntoAFieldAndSendsItByEnter() throws Exception {
        Page page = chrome.launch().newPage();
        page.open(
                "data:text/html,<p id=p>x</p><form onsubmit='p.dataset.sent=c.value;return false'>"
                        + "<input id=c name=otp value=old></form>");
        Sight.Hit field = awaitHit(page, new Element(Element.By.NAME, "otp"));
        assertThat(page.type(field, "271828")).isTrue();
        assertThat(page.enter(field)).isTrue();
        assertThat(awaitHit(page, new Element(Element.By.CSS, "#p[data-sent='271828']")))
                .isNotNull();
    }

    @Test
    void showsPagesInAWindowOfTheSizeThatIsWanted(@TempDir Path wide) throws Exception {
        chrome.close();
        chrome = new BareChrome(wide, new Window(1500, 900));
        Page page = chrome.launch().newPage();
        page.open("data:text/html,<p id=p></p><script>p.textContent=innerWidth</script>");
        assertThat(awaitHit(page, new Element(Element.By.CSS, "#p:not(:empty)")).text())
                .isEqualTo("1500");
    }

    private Sight.Hit awaitHit(Page page, Element element) throws InterruptedException {
        return chrome.patience
                .until(Duration.ofMinutes(1), () -> page.look(List.of(element)).hit())
                .orElseThrow();
    }

    private ApiAnswer answer(Browser browser, String authorizationKey) throws Exception {
        URI url = URI.create(at("/me"));
        ExtensionPage extension = browser.extension();
        extension.ask(
                List.of(new ApiRequest(url, null, null, "/points", null, null, null)),
                authorizationKey);
        return chrome.patience
                .until(Duration.ofMinutes(1), extension::answers)
                .orElseThrow()
                .getFirst();
    }
}
