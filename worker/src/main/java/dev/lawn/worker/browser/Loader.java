package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import dev.lawn.common.service.ServiceDefinition.Extension;
import java.time.Duration;
import java.util.Optional;

/**
 * Gets the extension into a browser, waits until it runs, and parks the current tab on it.
 *
 * @param folder the extension as it was before the browser started
 * @param way how
 * @param within how long the extension's service worker, and then its page, may take to show
 */
record Loader(
        Extension extension,
        ExtensionFolder folder,
        ExtensionLoading way,
        Commands commands,
        Patience patience,
        Duration within) {

    /** The address of a page of the extension; of its origin for an empty path. */
    String address(String path) {
        return "chrome-extension://" + extension.id() + "/" + path;
    }

    /** Whether loading it once more brings back what was loaded, and nothing else. */
    boolean isRepeatable() {
        return way.isRepeatable() && folder.isStillThere();
    }

    void load(ChromeSession driver) throws InterruptedException {
        install(driver);
        awaitServiceWorker(driver);
        park(driver, address("manifest.json"));
    }

    private void install(ChromeSession driver) throws InterruptedException {
        Optional<String> id;
        try {
            id = commands.call("load extension", () -> way.load(driver, extension.folder()));
        } catch (BrowserFault e) {
            throw e.reason() == Reason.INTERNAL ? notLoaded(String.valueOf(e.getMessage())) : e;
        }
        if (id.isPresent() && !id.get().equals(extension.id())) {
            throw notLoaded(
                    "the browser gave it the id %s, its definition says %s"
                            .formatted(id.get(), extension.id()));
        }
    }

    private void awaitServiceWorker(ChromeSession driver) throws InterruptedException {
        String origin = address("");
        Optional<Boolean> seen =
                patience.until(
                        within,
                        () ->
                                commands.call("list targets", () -> driver.hasServiceWorker(origin))
                                        ? Optional.of(true)
                                        : Optional.empty());
        if (seen.isEmpty()) {
            throw notLoaded("no service worker of " + origin + " came up");
        }
    }

    private void park(ChromeSession driver, String address) throws InterruptedException {
        commands.call(
                "park",
                () -> {
                    driver.get(address);
                    return true;
                });
        Optional<Boolean> parked =
                patience.until(
                        within,
                        () ->
                                address.equals(commands.call("address", driver::getCurrentUrl))
                                        ? Optional.of(true)
                                        : Optional.empty());
        if (parked.isEmpty()) {
            throw notLoaded(address + " does not open");
        }
    }

    private BrowserFault notLoaded(String why) {
        return new BrowserFault(
                Reason.EXTENSION_NOT_LOADED,
                "extension in %s: %s".formatted(extension.folder(), why));
    }
}
