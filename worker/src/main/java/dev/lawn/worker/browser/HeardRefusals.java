package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to the heads of a tab's answers by WebDriver BiDi. Of each only the status, the host and
 * {@code Retry-After} are looked at, and nothing is kept of any but a refusal.
 *
 * <p>Thread-safe: what comes in comes on a thread of Selenium's.
 */
final class HeardRefusals {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private static final Logger log = LoggerFactory.getLogger(HeardRefusals.class);

    private final Predicate<String> hosts;
    private Optional<Refusal> latest = Optional.empty();

    /**
     * @param hosts whose answers count
     */
    HeardRefusals(Predicate<String> hosts) {
        this.hosts = hosts;
    }

    /** Begins to listen. To hear nothing costs only a precise time, so no sign-in fails for it. */
    static Refusals of(Tabs tabs, String tab, Predicate<String> hosts) throws InterruptedException {
        HeardRefusals heard = new HeardRefusals(hosts);
        try {
            String subscription =
                    tabs.in(tab, "listen to answers", driver -> driver.listen(tab, heard::hear));
            return new Refusals() {
                @Override
                public Optional<Refusal> latest() {
                    return heard.latest();
                }

                @Override
                public void end() throws InterruptedException {
                    stop(tabs, tab, subscription);
                }
            };
        } catch (BrowserFault e) {
            overlook(e);
            return Refusals.NONE;
        }
    }

    private static void stop(Tabs tabs, String tab, String subscription)
            throws InterruptedException {
        try {
            boolean _ =
                    tabs.in(
                            tab,
                            "listen no longer",
                            driver -> {
                                driver.listenNoLonger(subscription);
                                return true;
                            });
        } catch (BrowserFault e) {
            overlook(e);
        }
    }

    private static void overlook(BrowserFault e) {
        if (e.reason() != Reason.INTERNAL) {
            throw e;
        }
        log.warn("{}", e.getMessage());
    }

    /** See {@link Refusals#latest}. */
    synchronized Optional<Refusal> latest() {
        return latest;
    }

    /**
     * Takes the head of an answer.
     *
     * @param event as BiDi tells it: {@code network.responseStarted}
     */
    synchronized void hear(Map<String, Object> event) {
        if (event.get("response") instanceof Map<?, ?> response
                && response.get("status") instanceof Number status
                && (status.intValue() == TOO_MANY_REQUESTS || status.intValue() == UNAVAILABLE)
                && isOfInterest(String.valueOf(response.get("url")))) {
            Refusal refusal = new Refusal(status.intValue(), retryAfter(response));
            if (refusal.retryAfter().isPresent() || latest.flatMap(Refusal::retryAfter).isEmpty()) {
                latest = Optional.of(refusal);
            }
        }
    }

    private boolean isOfInterest(String address) {
        try {
            String host = URI.create(address).getHost();
            return host != null && hosts.test(host);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Optional<String> retryAfter(Map<?, ?> response) {
        return response.get("headers") instanceof List<?> headers
                ? headers.stream().flatMap(each -> value(each).stream()).findFirst()
                : Optional.empty();
    }

    private static Optional<String> value(Object header) {
        return header instanceof Map<?, ?> named
                        && "retry-after".equalsIgnoreCase(String.valueOf(named.get("name")))
                        && named.get("value") instanceof Map<?, ?> value
                        && value.get("value") instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }
}
