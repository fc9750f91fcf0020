package dev.lawn.worker.browser;

import java.util.concurrent.Callable;
import java.util.function.Function;

/** Runs commands in one tab or another; WebDriver knows only "the current one". */
final class Tabs {

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
        return commands.call(what, () -> command.apply(focused(tab)));
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
