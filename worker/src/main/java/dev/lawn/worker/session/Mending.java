package dev.lawn.worker.session;

import dev.lawn.worker.browser.Browser;
import dev.lawn.worker.browser.BrowserFault;
import dev.lawn.worker.service.StatusReader;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A renderer or the extension failed, and the browser is well: mends it in place, which takes a
 * second where a restart takes several.
 *
 * @param then what goes on afterwards, with a reader to which no word of before counts
 */
record Mending(Node node, Browser browser, BrowserFault fault, Function<StatusReader, Stage> then)
        implements Stage {

    private static final Logger log = LoggerFactory.getLogger(Mending.class);

    /** Mends, where this browser can be mended at all. */
    static Optional<Stage> of(
            Node node, Browser browser, BrowserFault fault, Function<StatusReader, Stage> then) {
        return browser.canMend()
                ? Optional.of(new Mending(node, browser, fault, then))
                : Optional.empty();
    }

    @Override
    public Stage run() throws InterruptedException {
        String detail = fault.getMessage() + "; mending it in the running browser";
        log.warn("{}: {}", fault.reason(), detail);
        node.reports().mending(fault.reason(), detail);
        node.exitIp().forget();
        browser.mend();
        return then.apply(
                StatusReader.fromNowOn(node.service(), browser, node.page(), node.time()));
    }

    /** What did not help once is not tried again. */
    @Override
    public Optional<Stage> mending(BrowserFault again) {
        return Optional.empty();
    }
}
