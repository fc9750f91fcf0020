package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.NoSuchSessionException;
import org.openqa.selenium.NoSuchWindowException;
import org.openqa.selenium.ScriptTimeoutException;
import org.openqa.selenium.SessionNotCreatedException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.UnhandledAlertException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.remote.UnreachableBrowserException;

/**
 * What WebDriver's errors mean for a node. Only the first line of the driver's own message is
 * passed on: Selenium adds the command, and with it what was typed.
 */
final class WebDriverErrors {

    private static final int LONGEST_DETAIL = 300;

    /** Words of chromedriver when the browser behind it has gone. */
    private static final List<String> GONE =
            List.of(
                    "chrome not reachable",
                    "disconnected",
                    "not connected to devtools",
                    "invalid session id",
                    "connection refused",
                    "chrome instance exited");

    private WebDriverErrors() {}

    static BrowserFault fault(String what, WebDriverException e) {
        if (e instanceof UnreachableBrowserException || e.getCause() instanceof IOException) {
            return gone(what, e);
        }
        String message =
                e instanceof UnhandledAlertException
                        ? "a box of the page came up"
                        : firstLine(e.getRawMessage());
        return new BrowserFault(reason(e, message), "\"" + what + "\": " + message);
    }

    /** The driver hung up; a browser that has gone it would tell of. */
    static BrowserFault gone(String what, Exception e) {
        return new BrowserFault(
                Reason.DRIVER_DIED,
                "\"%s\": the driver hung up (%s)".formatted(what, e.getClass().getSimpleName()));
    }

    /**
     * Whether no time was up at all: chromedriver 156 says this bare word within milliseconds of a
     * script that a coming page cut short. Of a page that hangs it says nothing, however long one
     * waits.
     */
    static boolean isCutShort(TimeoutException e) {
        return firstLine(e.getRawMessage()).equals("timeout");
    }

    private static Reason reason(WebDriverException e, String message) {
        String words = message.toLowerCase(Locale.ROOT);
        // Whether the browser is there as well is for the one who watches its process to say.
        if (words.contains("tab crashed") || e instanceof NoSuchWindowException) {
            return Reason.RENDERER_CRASHED;
        }
        // Whoever asks again finds the box gone.
        if (e instanceof ScriptTimeoutException
                || e instanceof TimeoutException
                || e instanceof UnhandledAlertException) {
            return Reason.RENDERER_HUNG;
        }
        if (e instanceof SessionNotCreatedException) {
            return Reason.BROWSER_START_FAILED;
        }
        boolean gone =
                e instanceof NoSuchSessionException || GONE.stream().anyMatch(words::contains);
        return gone ? Reason.BROWSER_DIED : Reason.INTERNAL;
    }

    private static String firstLine(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "no message";
        }
        String line = message.strip().lines().findFirst().orElse("");
        return line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) : line;
    }
}
