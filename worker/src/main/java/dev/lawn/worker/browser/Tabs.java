package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Runs commands in one tab or another; WebDriver knows only "the current one". */
final class Tabs {

    private static final Duration BROWSER_ITSELF = Duration.ofSeconds(3);

    private final ChromeSession driver;
    private final Commands commands;
    private String current;

    Tabs(ChromeSession driver, Commands commands, String current) {
        this.driver = driver;
        this.commands = commands;
        this.current = current;
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

    /** A command that is about no tab in particular, or changes which is current. */
    <T> T anywhere(String what, Callable<T> command) throws InterruptedException {
        T result = commands.call(what, command);
        current = "";
        return result;
    }

    private ChromeSession focused(String tab) {
        if (!tab.equals(current)) {
            driver.switchTo().window(tab);
            current = tab;
        }
        return driver;
    }
}
