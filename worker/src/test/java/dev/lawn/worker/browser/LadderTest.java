package dev.lawn.worker.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lawn.common.model.BrowserProduct;
import dev.lawn.common.model.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which ways are tried in which browser, and what is said when none works. */
class LadderTest {

    private final List<String> done = new ArrayList<>();

    private Ladder ladder(String words, Reason outcome) {
        return new Ladder(
                "/opt/browser",
                BrowserProduct.of(words),
                new Ladder.Attempts() {
                    @Override
                    public Browser launch(ExtensionLoading way) {
                        done.add(way.getClass().getSimpleName());
                        throw new BrowserFault(outcome, "none of it " + done.size());
                    }

                    @Override
                    public void clear() {
                        done.add("clear");
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({
        "Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm), ByBiDi ByCommandLine",
        "Google Chrome for Testing 148.0.7778.96, ByBiDi ByCommandLine",
        "Google Chrome 156.0.8078.79, ByBiDi ByPipe",
        "Google Chrome 149.0.7827.2 beta, ByBiDi ByPipe",
        "Google Chrome 148.0.7778.96, ByPipe",
        "Google Chrome 137.0.7151.68, ByPipe",
        "Google Chrome 136.0.7103.113, ByCommandLine ByPipe",
        "Brave Browser 140.1.82.161, ByBiDi ByCommandLine ByPipe",
        "no version at all, ByBiDi ByCommandLine ByPipe",
    })
    void theWaysThatABrowserMayTake(String words, String ways) {
        assertThat(ExtensionLoading.of(BrowserProduct.of(words)))
                .extracting(way -> way.getClass().getSimpleName())
                .containsExactly(ways.split(" ", -1));
    }

    @Test
    void clearsBetweenTwoTriesAndTellsOfBoth() {
        assertThatThrownBy(ladder("Google Chrome 156.0.1.2", Reason.EXTENSION_NOT_LOADED)::climb)
                .hasMessage(
                        "Google Chrome 156.0.1.2 (/opt/browser) took the extension by no way; by"
                                + " WebDriver BiDi: none of it 1; by WebDriver BiDi by the debugging"
                                + " pipe: none of it 3. Install Chromium; if that does not take it"
                                + " either, the extension is broken")
                .isInstanceOfSatisfying(
                        BrowserFault.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.EXTENSION_NOT_LOADED));
        assertThat(done).containsExactly("ByBiDi", "clear", "ByPipe");
    }

    @Test
    void anyOtherFaultEndsIt() {
        assertThatThrownBy(ladder("Chromium 156.0.1.2", Reason.BROWSER_DIED)::climb)
                .hasMessage("none of it 1");
        assertThat(done).containsExactly("ByBiDi");
    }

    @Test
    void aBrowserOfUnknownNameIsCalledSo() {
        assertThatThrownBy(
                        new Ladder(
                                        "/opt/browser",
                                        Optional.empty(),
                                        ladder("", Reason.EXTENSION_NOT_LOADED).attempts())
                                ::climb)
                .hasMessageStartingWith("a browser of unknown name (/opt/browser) took");
    }
}
