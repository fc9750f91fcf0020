package dev.lawn.worker.browser;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.openqa.selenium.bidi.browsingcontext.UserPromptOpened;
import org.openqa.selenium.bidi.module.BrowsingContextInspector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the boxes of pages said: those of {@code alert()}, {@code confirm()} and {@code prompt()}.
 * The driver dismisses each at once, measured with Chromium 156; a box that stood would stop every
 * page of its renderer, the parked tab with those of the extension.
 *
 * <p>Thread-safe: boxes are told of on a thread of the connection.
 */
final class Alerts {

    private static final Logger log = LoggerFactory.getLogger(Alerts.class);

    private final Map<String, String> said = new ConcurrentHashMap<>();
    private boolean isListening;

    /** Begins to listen, for as long as the browser runs; once is enough. */
    void listen(ChromeSession driver, Commands commands) throws InterruptedException {
        if (!isListening) {
            isListening = commands.call("listen for alerts", () -> subscribed(driver));
        }
    }

    private boolean subscribed(ChromeSession driver) {
        new BrowsingContextInspector(driver).onUserPromptOpened(this::opened);
        return true;
    }

    private void opened(UserPromptOpened box) {
        // Its text may hold anything.
        log.info("a box of a page was closed: {}", box.getType());
        said.put(box.getBrowsingContextId(), box.getMessage());
    }

    /** What the latest box of that tab said; empty for none. */
    String in(String tab) {
        return said.getOrDefault(tab, "");
    }

    /** What boxes of that tab said so far was in answer to something else. */
    void forget(String tab) {
        said.remove(tab);
    }
}
