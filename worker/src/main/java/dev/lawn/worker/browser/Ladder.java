package dev.lawn.worker.browser;

import dev.lawn.common.model.BrowserProduct;
import dev.lawn.common.model.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries the ways of loading the extension that this browser may take, one after the other.
 *
 * @param binary the browser's program
 * @param product empty where it is not known
 */
record Ladder(String binary, Optional<BrowserProduct> product, Attempts attempts) {

    private static final Logger log = LoggerFactory.getLogger(Ladder.class);

    /** Starts browsers. */
    interface Attempts {

        /**
         * A browser with the extension in it.
         *
         * @throws BrowserFault where none comes up
         */
        Browser launch(ExtensionLoading way) throws InterruptedException;

        /** Ends whatever the latest launch left. */
        void clear();
    }

    /**
     * A browser that took the extension.
     *
     * @throws BrowserFault of {@link Reason#EXTENSION_NOT_LOADED} where it takes it by no way
     */
    Browser climb() throws InterruptedException {
        List<String> tried = new ArrayList<>();
        for (ExtensionLoading way : ExtensionLoading.of(product)) {
            if (!tried.isEmpty()) {
                attempts.clear();
            }
            try {
                return attempts.launch(way);
            } catch (BrowserFault e) {
                if (e.reason() != Reason.EXTENSION_NOT_LOADED) {
                    throw e;
                }
                log.warn("{} by {}: {}", name(), way.words(), e.getMessage());
                tried.add("by %s: %s".formatted(way.words(), e.getMessage()));
            }
        }
        throw new BrowserFault(
                Reason.EXTENSION_NOT_LOADED,
                "%s (%s) took the extension by no way; %s. %s"
                        .formatted(name(), binary, String.join("; ", tried), advice()));
    }

    private String name() {
        return product.map(BrowserProduct::toString).orElse("a browser of unknown name");
    }

    private String advice() {
        if (product.isPresent() && product.get().needsPipe()) {
            return "It ignores --load-extension; install Chromium, or Google Chrome 149 or later";
        }
        boolean isChromium =
                product.isPresent() && product.get().brand() == BrowserProduct.Brand.CHROMIUM;
        return isChromium
                ? "Is the extension whole? Is a policy against extensions in force on this host?"
                : "Install Chromium; if that does not take it either, the extension is broken";
    }
}
