package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import java.time.Duration;
import java.util.function.Function;
import org.openqa.selenium.WindowType;

/** Runs commands in one tab or another; WebDriver knows only "the current one". */
final class Tabs {

    private static final Duration BROWSER_ITSELF = Duration.ofSeconds(3);

    private final ChromeSession driver;
    private final Commands commands;
    private final String first;
    private String current;

    /**
     * @param first the current tab, which stays open as long as the browser
     */
    Tabs(ChromeSession driver, Commands commands, String first) {
        this.driver = driver;
        this.commands = commands;
        this.first = first;
        current = first;
    }

    /** The result of a command in that tab. */
    <T> T in(String tab, String what, Function<ChromeSession, T> command)
            throws InterruptedException {
        try {
            return commands.call(what, () -> command.apply(focused(tab)));
        } catch (BrowserFault e) {
            if (e.reason() == Reason.RENDERER_CRASHED) {
                askBrowserItself();
            }
            throw e;
        }
    }

    /** A stopped browser looks like a stopped renderer, until one asks what needs no renderer. */
    private void askBrowserItself() throws InterruptedException {
        commands.call("list targets", BROWSER_ITSELF, () -> driver.hasServiceWorker(""));
    }

    /** Opens a tab: from the first one, since the current one may have been closed. */
    String open() throws InterruptedException {
        current =
                in(
                        first,
                        "open tab",
                        driver -> driver.switchTo().newWindow(WindowType.TAB).getWindowHandle());
        return current;
    }

    private ChromeSession focused(String tab) {
        if (!tab.equals(current)) {
            driver.switchTo().window(tab);
            current = tab;
        }
        return driver;
    }
}
