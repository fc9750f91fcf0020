package dev.lawn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lawn.common.model.Reason;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.Element.By;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.ServiceDefinition.StoredNumber;
import dev.lawn.common.service.ServiceDefinition.StoredNumbers;
import dev.lawn.common.service.ServiceDefinition.StoredWord;
import dev.lawn.common.service.StatusPage;
import dev.lawn.common.service.StatusPage.ShownNumber;
import dev.lawn.common.service.StatusPage.ShownText;
import dev.lawn.common.service.StatusPage.ShownWord;
import dev.lawn.common.time.ManualTime;
import dev.lawn.worker.browser.BrowserFault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The texts of a page as the last source of a node's status. */
class PageConversationTest {

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Duration PAGE = Duration.ofSeconds(10);
    private static final Status CONNECTED = new Status(true, null, null, null, null, null);

    private final ManualTime time = new ManualTime();
    private final FakeExtension extension = new FakeExtension();
    private final FakeBrowser browser = new FakeBrowser(extension);
    private final Map<String, String> texts =
            Map.of(
                    "#state", "Node is ON",
                    "#quality", "Network Quality: 83 %",
                    "#points", "1.234,5",
                    "#devices", "3",
                    "#uptime", "12k");
    private ServiceDefinition service;
    private PageConversation page;
    private StatusReader reader;

    @BeforeEach
    void start() throws InterruptedException {
        start(
                List.of(new StoredWord("status", "CONNECTED")),
                new StoredNumbers(
                        List.of(), List.of(new StoredNumber("earned", 1)), List.of(), List.of()));
        extension.storage.put("status", "CONNECTED");
        browser.onNewPage = this::show;
    }

    private void start(List<StoredWord> connected, StoredNumbers numbers)
            throws InterruptedException {
        service =
                Services.withPage(
                        Services.withStatus(connected, numbers, List.of()),
                        new StatusPage(
                                URI.create("chrome-extension://id/index.html"),
                                EVERY,
                                new ShownWord(text("#state", "is (\\w+)"), "on"),
                                new ShownNumber(text("#quality", "quality: (.*)"), 100),
                                text("#points", null),
                                text("#devices", null),
                                text("#uptime", null)));
        page = new PageConversation(service, time);
        reader = StatusReader.fromNowOn(service, browser, page, time);
    }

    private static ShownText text(String css, @Nullable String pattern) {
        return new ShownText(new Element(By.CSS, css), pattern);
    }

    private void show(FakePage one) {
        one.shown.addAll(texts.keySet());
        one.texts.putAll(texts);
    }

    /** With the word of before, which counts after a while. */
    private void beginAnew() throws InterruptedException {
        reader = StatusReader.fromNowOn(service, browser, page, time);
        time.advance(Duration.ofSeconds(5));
    }

    private Status read() throws InterruptedException {
        return reader.read(Optional.empty());
    }

    /** The three rounds that one reading takes. */
    private Status readPage() throws InterruptedException {
        read();
        read();
        return read();
    }

    @Test
    void readsEachValueOnceAndClosesThePage() throws InterruptedException {
        assertThat(read()).as("opened").isEqualTo(CONNECTED);
        assertThat(read()).as("its first element shows").isEqualTo(CONNECTED);
        assertThat(read()).isEqualTo(new Status(true, 0.83, 1234.5, 3, 12_000L, null));
        assertThat(browser.pages)
                .singleElement()
                .satisfies(
                        one ->
                                assertThat(one.done)
                                        .containsExactly(
                                                "no pictures",
                                                "open chrome-extension://id/index.html",
                                                "close"));
    }

    @Test
    void whatIsStoredComesFirst() throws InterruptedException {
        extension.storage.put("earned", "7");
        assertThat(readPage().points()).isEqualTo(7.0);
    }

    @Test
    void isOpenedNoOftenerThanItsPeriod() throws InterruptedException {
        readPage();
        time.advance(EVERY.minusNanos(1));
        readPage();
        assertThat(browser.pages).hasSize(1);
        time.advance(Duration.ofNanos(1));
        readPage();
        assertThat(browser.pages).hasSize(2);
        beginAnew();
        readPage();
        assertThat(browser.pages).as("by another reader").hasSize(2);
        time.advance(EVERY);
        readPage();
        assertThat(browser.pages).hasSize(3);
    }

    @Test
    void isNotOpenedWhileTheExtensionSaysThatItIsNotConnected() throws InterruptedException {
        extension.storage.put("status", "CONNECTING");
        readPage();
        assertThat(browser.pages).isEmpty();
    }

    @Test
    void saysWhoIsConnectedWhereNothingElseDoes() throws InterruptedException {
        start(List.of(), StoredNumbers.NONE);
        assertThat(readPage().connected()).isTrue();
        browser.onNewPage =
                one -> {
                    show(one);
                    one.texts.put("#state", "Node is off");
                };
        time.advance(EVERY);
        assertThat(readPage().connected()).isFalse();
        browser.onNewPage = this::show;
        time.advance(EVERY);
        assertThat(readPage().connected()).as("it is looked at all the same").isTrue();
    }

    @Test
    void whatMayMeanTwoThingsIsUnknown() throws InterruptedException {
        browser.onNewPage =
                one -> {
                    show(one);
                    one.texts.put("#points", "1,234");
                    one.texts.put("#quality", "Quality of the network: 83 %");
                    one.texts.put("#devices", "–");
                    one.shown.remove("#uptime");
                    one.texts.put("#state", "");
                };
        assertThat(readPage()).isEqualTo(CONNECTED);
        assertThat(browser.open()).isZero();
    }

    @Test
    void waitsForItsElementsNoLongerThanForAnyPage() throws InterruptedException {
        browser.onNewPage = _ -> {};
        read();
        time.advance(PAGE.minusNanos(1));
        read();
        assertThat(browser.open()).isOne();
        time.advance(Duration.ofNanos(1));
        assertThat(read()).isEqualTo(CONNECTED);
        assertThat(browser.open()).isZero();
    }

    @Test
    void whatItReadIsForgottenAfterThreePeriods() throws InterruptedException {
        readPage();
        browser.onNewPage = _ -> {};
        for (int i = 0; i < 2; i++) {
            time.advance(EVERY);
            read();
            time.advance(PAGE);
            assertThat(read().points()).as("a failure changes nothing").isEqualTo(1234.5);
        }
        time.advance(EVERY.minus(PAGE).minus(PAGE));
        assertThat(read()).isEqualTo(CONNECTED);
    }

    @Test
    void whatItReadIsForgottenAtASignInAndItsTabClosed() throws InterruptedException {
        readPage();
        time.advance(EVERY);
        read();
        assertThat(browser.open()).isOne();
        extension.storage.put("status", "CONNECTING");
        reader = StatusReader.fromNowOn(service, browser, page, time);
        assertThat(browser.open()).isZero();
        assertThat(read().points()).isNull();
    }

    @Test
    void aPageThatHangsOrFailsIsClosedAndNothingElse() throws InterruptedException {
        readPage();
        for (Reason reason :
                List.of(Reason.RENDERER_HUNG, Reason.RENDERER_CRASHED, Reason.INTERNAL)) {
            browser.onNewPage = one -> one.onLook = failing(reason);
            page = new PageConversation(service, time);
            beginAnew();
            assertThat(read()).isNotNull();
            assertThat(browser.open()).as("opened").isOne();
            assertThat(read()).isNotNull();
            assertThat(browser.open()).as("after %s", reason).isZero();
        }
    }

    @Test
    void aBrowserThatFailsIsAFaultHereToo() throws InterruptedException {
        browser.onNewPage = one -> one.onLook = failing(Reason.BROWSER_HUNG);
        read();
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        BrowserFault.class,
                        fault -> assertThat(fault.reason()).isEqualTo(Reason.BROWSER_HUNG));
    }

    private static Runnable failing(Reason reason) {
        return () -> {
            throw new BrowserFault(reason, "as the test says");
        };
    }
}
