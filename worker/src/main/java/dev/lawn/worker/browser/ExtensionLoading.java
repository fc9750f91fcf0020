package dev.lawn.worker.browser;

import java.util.List;
import java.util.Optional;
import org.openqa.selenium.bidi.webextension.ExtensionPath;
import org.openqa.selenium.bidi.webextension.InstallExtensionParameters;
import org.openqa.selenium.bidi.webextension.WebExtension;

/**
 * A way of getting an unpacked extension into the browser. Selenium calls its side of it beta, and
 * browsers have changed their minds about it every year: so there are two, behind one interface.
 */
interface ExtensionLoading {

    /** In the order to try them, each with a fresh browser. */
    List<ExtensionLoading> RUNGS = List.of(new ByBiDi(), new ByCommandLine());

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

    /** WebDriver BiDi, the way meant for it. */
    record ByBiDi() implements ExtensionLoading {
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
            Object id =
                    new WebExtension(driver)
                            .install(new InstallExtensionParameters(new ExtensionPath(folder)))
                            .get("extension");
            return Optional.ofNullable(id).map(String::valueOf);
        }
    }

    /** Chromium's own flag; branded Chrome ignores it since 137. */
    record ByCommandLine() implements ExtensionLoading {
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
