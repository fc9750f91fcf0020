package dev.lawn.worker.service;

import dev.lawn.common.model.Reason;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.StatusPage;
import dev.lawn.common.time.Time;
import dev.lawn.worker.browser.Browser;
import dev.lawn.worker.browser.BrowserFault;
import dev.lawn.worker.browser.Page;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a page says of the node's status, at the page's own pace, in a tab that is open for no
 * longer than that takes. It never waits: each round of the worker's loop takes it one step on. Its
 * pace outlives readers and sessions, since each page load is paid for.
 *
 * <p>Owned by one thread.
 */
public final class PageConversation {

    /** What was read is known for this many of the page's periods. */
    private static final int PERIODS_KNOWN = 3;

    private static final Logger log = LoggerFactory.getLogger(PageConversation.class);

    private final @Nullable StatusPage definition;
    private final Duration patience;
    private final Time time;
    private final Every pace;
    private final Duration known;
    private @Nullable Browser browser;
    private @Nullable Tab tab;
    private Shown shown = Shown.NOTHING;
    private long readAt;

    /**
     * @param since monotonic nanoseconds of its opening
     * @param hasShown whether one of its elements was there at the latest look: the rest of the
     *     page may come a moment later
     */
    private record Tab(Page page, long since, boolean hasShown) {}

    /** One that has nothing to read where the service names no page. */
    public PageConversation(ServiceDefinition service, Time time) {
        definition = service.status().page();
        patience = service.timings().page();
        this.time = time;
        Duration period = definition == null ? Duration.ZERO : definition.every();
        pace = new Every(period, time);
        known = period.multipliedBy(PERIODS_KNOWN);
    }

    /** Forgets what was read, and goes on in that browser. */
    void begin(Browser in) throws InterruptedException {
        close();
        browser = in;
        shown = Shown.NOTHING;
    }

    /** Whether the page says more than numbers. */
    boolean tellsWhoIsConnected() {
        return definition != null && definition.connected() != null;
    }

    /** What it said last; nothing where that is too long ago. */
    Shown shown() {
        return shown;
    }

    /**
     * Looks at the page that is open, or opens it when it is time to.
     *
     * @param isWanted whether it may be opened now
     * @throws BrowserFault where the browser fails; what is wrong with the page alone is only
     *     logged
     */
    void goOn(boolean isWanted) throws InterruptedException {
        if (definition == null) {
            return;
        }
        if (time.nanos() - readAt >= known.toNanos()) {
            shown = Shown.NOTHING;
        }
        if (tab == null && isWanted && pace.isDue()) {
            open(definition);
        } else if (tab != null) {
            Tab at = tab;
            ofNoConsequence(() -> look(definition, at));
        }
    }

    private void open(StatusPage from) throws InterruptedException {
        if (browser != null) {
            Page page = browser.newPage();
            tab = new Tab(page, time.nanos(), false);
            ofNoConsequence(
                    () -> {
                        page.fetchNoPictures();
                        page.open(from.address().toString());
                    });
        }
    }

    private void look(StatusPage from, Tab at) throws InterruptedException {
        if (at.hasShown()) {
            take(Shown.on(at.page(), from));
            close();
        } else if (at.page().glance(from.elements()).hit().isPresent()) {
            tab = new Tab(at.page(), at.since(), true);
        } else if (time.nanos() - at.since() >= patience.toNanos()) {
            log.warn(
                    "status.page: nothing matches {} within {} s",
                    from.elements(),
                    patience.toSeconds());
            close();
        }
    }

    private void take(Shown read) {
        if (read.equals(Shown.NOTHING)) {
            log.warn("status.page: nothing it shows can be read");
        } else {
            shown = read;
            readAt = time.nanos();
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    /** What a page does is no fault of the node's, as long as it can be closed. */
    private void ofNoConsequence(Step step) throws InterruptedException {
        try {
            step.run();
        } catch (BrowserFault e) {
            if (!e.isMendable() && e.reason() != Reason.INTERNAL) {
                throw e;
            }
            log.warn("status.page: {} ({}); closing it", e.getMessage(), e.reason());
            close();
        }
    }

    private void close() throws InterruptedException {
        if (tab != null) {
            Page page = tab.page();
            tab = null;
            page.close();
        }
    }
}
