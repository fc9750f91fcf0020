package dev.lawn.worker.browser;

import dev.lawn.common.model.BrowserProduct;
import java.util.List;
import java.util.Optional;
import org.openqa.selenium.bidi.webextension.ExtensionPath;
import org.openqa.selenium.bidi.webextension.InstallExtensionParameters;
import org.openqa.selenium.bidi.webextension.WebExtension;

/**
 * A way of getting an unpacked extension into the browser. Selenium calls its side of it beta, and
 * browsers have changed their minds about it every year: so there are three, behind one interface.
 */
sealed interface ExtensionLoading {

    /**
     * The ways that a browser may take, in the order to try them, each with a fresh one.
     *
     * @param product empty where it is not known
     */
    static List<ExtensionLoading> of(Optional<BrowserProduct> product) {
        if (product.isEmpty()) {
            return List.of(new ByBiDi(), new ByCommandLine(), new ByPipe());
        }
        return switch (product.get().brand()) {
            case CHROMIUM -> List.of(new ByBiDi(), new ByCommandLine());
            case GOOGLE_CHROME -> ofGoogleChrome(product.get());
            case OTHER -> List.of(new ByBiDi(), new ByCommandLine(), new ByPipe());
        };
    }

    private static List<ExtensionLoading> ofGoogleChrome(BrowserProduct chrome) {
        if (chrome.needsPipe()) {
            return List.of(new ByPipe());
        }
        return chrome.major() < 137
                ? List.of(new ByCommandLine(), new ByPipe())
                : List.of(new ByBiDi(), new ByPipe());
    }

    /** Names it to people. */
    String words();

    /** Whether loading it once more into the same browser brings a dead extension back. */
    boolean isRepeatable();

    /** What the browser's command line needs for it. */
    List<String> flags(String folder);

    /**
     * Loads the extension into a running browser.
     *
     * @return the id the browser gave it; empty where this way does not tell
     */
    Optional<String> load(ChromeSession driver, String folder);

    private static Optional<String> install(ChromeSession driver, String folder) {
        Object id =
                new WebExtension(driver)
                        .install(new InstallExtensionParameters(new ExtensionPath(folder)))
                        .get("extension");
        return Optional.ofNullable(id).map(String::valueOf);
    }

    /** WebDriver BiDi, the way meant for it. Google Chrome takes it since 149. */
    record ByBiDi() implements ExtensionLoading {
        @Override
        public String words() {
            return "WebDriver BiDi";
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public List<String> flags(String folder) {
            return List.of();
        }

        @Override
        public Optional<String> load(ChromeSession driver, String folder) {
            return install(driver, folder);
        }
    }

    /**
     * The same with the driver on the browser's debugging pipe, for Google Chrome before 149. Such
     * a browser has no DevTools port: who hangs is told without asking the browser about itself.
     * Measured with Chromium 156 only.
     */
    record ByPipe() implements ExtensionLoading {
        @Override
        public String words() {
            return "WebDriver BiDi by the debugging pipe";
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public List<String> flags(String folder) {
            return List.of("--remote-debugging-pipe", "--enable-unsafe-extension-debugging");
        }

        @Override
        public Optional<String> load(ChromeSession driver, String folder) {
            return install(driver, folder);
        }
    }

    /** Chromium's own flag; Google Chrome ignores it since 137. */
    record ByCommandLine() implements ExtensionLoading {
        @Override
        public String words() {
            return "--load-extension";
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public List<String> flags(String folder) {
            return List.of("--load-extension=" + folder);
        }

        @Override
        public Optional<String> load(ChromeSession driver, String folder) {
            return Optional.empty();
        }
    }
}
