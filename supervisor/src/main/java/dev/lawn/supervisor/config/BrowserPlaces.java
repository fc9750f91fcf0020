package dev.lawn.supervisor.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where browser and driver usually lie.
 *
 * @param binaries the browser, the best first
 * @param drivers chromedriver, the best first
 */
record BrowserPlaces(List<Path> binaries, List<Path> drivers) {

    /**
     * Debian's and Fedora's paths, then Google's, then the snap. Chromium first: branded Chrome
     * ignores {@code --load-extension} since 137.
     */
    static final BrowserPlaces USUAL =
            new BrowserPlaces(
                    paths(
                            "/usr/bin/chromium",
                            "/usr/bin/chromium-browser",
                            "/usr/lib/chromium/chromium",
                            "/usr/bin/google-chrome",
                            "/usr/bin/google-chrome-stable",
                            "/opt/google/chrome/chrome",
                            "/snap/bin/chromium"),
                    paths(
                            "/usr/bin/chromedriver",
                            "/usr/lib/chromium/chromedriver",
                            "/usr/lib/chromium-browser/chromedriver",
                            "/usr/local/bin/chromedriver",
                            "/snap/bin/chromium.chromedriver"));

    private static List<Path> paths(String... paths) {
        return Stream.of(paths).map(Path::of).toList();
    }
}
