package dev.lawn.worker.service;

import dev.lawn.common.model.Reason;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.worker.browser.Browser;
import dev.lawn.worker.browser.Page;
import dev.lawn.worker.browser.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Opens the extension's own page once on a fresh profile. Afterwards it is closed: such a page
 * often polls, over the metered proxy.
 */
public final class SetUp {

    private final Browser browser;
    private final Patience patience;

    public SetUp(Browser browser, Patience patience) {
        this.browser = browser;
        this.patience = patience;
    }

    /** Does what the definition asks for, unless it was done already. */
    public void runFor(ServiceDefinition service) throws InterruptedException {
        ServiceDefinition.SetUp setUp = service.extension().setUp();
        if (setUp != null && !isStored(setUp.storedKey())) {
            open(setUp, service.timings().page());
        }
    }

    private void open(ServiceDefinition.SetUp setUp, Duration within) throws InterruptedException {
        Page page = browser.newPage();
        page.open(browser.extensionAddress(setUp.page()));
        Optional<Boolean> done =
                patience.until(
                        within,
                        () -> isStored(setUp.storedKey()) ? Optional.of(true) : Optional.empty());
        if (done.isEmpty()) {
            throw new ServiceFault(
                    Reason.EXTENSION_NOT_LOADED,
                    "extension.set_up: page %s stored no \"%s\" within %d s"
                            .formatted(setUp.page(), setUp.storedKey(), within.toSeconds()));
        }
        page.close();
    }

    private boolean isStored(String key) throws InterruptedException {
        return browser.extension().stored(List.of(key)).containsKey(key);
    }
}
