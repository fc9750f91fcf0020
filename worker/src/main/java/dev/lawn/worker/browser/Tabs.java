package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.openqa.selenium.NoSuchWindowException;
import org.openqa.selenium.UnhandledAlertException;
import org.openqa.selenium.WindowType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs commands in one tab or another; WebDriver knows only "the current one". */
final class Tabs {

    private static final Logger log = LoggerFactory.getLogger(Tabs.class);

    private final ChromeSession driver;
    private final Commands commands;
    private String first;
    private String current;
    private Optional<String> failedPage = Optional.empty();

    /**
     * @param first the current tab, which stays open until {@link #replaceAll}
     */
    Tabs(ChromeSession driver, Commands commands, String first) {
        this.driver = driver;
        this.commands = commands;
        this.first = first;
        current = first;
    }

    /** The tab that stays open. */
    String first() {
        return first;
    }

    /** The result of a command in that tab. */
    <T> T in(String tab, String what, Function<ChromeSession, T> command)
            throws InterruptedException {
        try {
            T result = commands.call(what, () -> command.apply(focused(tab)));
            // A page whose failure was overcome is not the one that fails next.
            failedPage = Optional.empty();
            return result;
        } catch (BrowserFault e) {
            if (e.reason() == Reason.RENDERER_HUNG) {
                askWhoHangs(what);
            }
            failedPage = Optional.of(tab).filter(each -> !each.equals(first));
            throw e;
        }
    }

    /** A stopped browser looks like a stopped renderer, until one asks it about itself. */
    private void askWhoHangs(String what) {
        Reason reason = commands.whoHangs();
        if (reason != Reason.RENDERER_HUNG) {
            throw new BrowserFault(reason, "\"%s\" was not answered".formatted(what));
        }
    }

    /**
     * The result of a script that may as well be run twice: a page that does not answer once may
     * only be busy.
     */
    <T> T ask(String tab, String what, Function<ChromeSession, T> script)
            throws InterruptedException {
        try {
            return in(tab, what, script);
        } catch (BrowserFault e) {
            if (e.reason() != Reason.RENDERER_HUNG) {
                throw e;
            }
            log.warn("{}; once more", e.getMessage());
            return in(tab, what, script);
        }
    }

    /** Opens a tab: from the first one, since the current one may have been closed. */
    String open() throws InterruptedException {
        current = in(first, "open tab", Tabs::opened);
        return current;
    }

    private static String opened(ChromeSession driver) {
        return driver.switchTo().newWindow(WindowType.TAB).getWindowHandle();
    }

    /** Closes the page the latest fault came from; false where it came from the first tab. */
    boolean closeFailedPage() throws InterruptedException {
        if (failedPage.isEmpty()) {
            return false;
        }
        String page = failedPage.get();
        failedPage = Optional.empty();
        close(page);
        return true;
    }

    /** Closes a tab; one that is gone is closed. */
    void close(String tab) throws InterruptedException {
        boolean _ = commands.call("close tab", () -> closed(tab));
    }

    /** A new first tab in place of all there are, crashed ones included. */
    void replaceAll() throws InterruptedException {
        Set<String> old = commands.call("list tabs", driver::getWindowHandles);
        String any = old.iterator().next();
        String fresh =
                commands.call(
                        "open tab",
                        () -> {
                            driver.switchTo().window(any);
                            return opened(driver);
                        });
        for (String tab : old) {
            close(tab);
        }
        commands.call("turn to new tab", () -> driver.switchTo().window(fresh));
        first = fresh;
        current = fresh;
    }

    private boolean closed(String tab) {
        try {
            driver.switchTo().window(tab);
            current = tab;
            closeCurrent();
            return true;
        } catch (NoSuchWindowException _) {
            return false;
        }
    }

    private void closeCurrent() {
        try {
            driver.close();
        } catch (UnhandledAlertException _) {
            // The driver answered the page's box in place of the command.
            driver.close();
        }
    }

    private ChromeSession focused(String tab) {
        if (!tab.equals(current)) {
            driver.switchTo().window(tab);
            current = tab;
        }
        return driver;
    }
}
