package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells who it is that does not answer, by asking driver and browser about themselves. Only after a
 * command has hung: a driver that says "ready" proves nothing about its browser.
 *
 * @param driver chromedriver's own status
 * @param browser the browser's version, from its DevTools port; empty before it is known
 */
record Diagnosis(URI driver, Optional<URI> browser) {

    private static final Duration PATIENCE = Duration.ofMillis(1500);

    /** Two rounds, in each of which one of the two does not answer. */
    static final Duration LONGEST = PATIENCE.multipliedBy(2);

    /**
     * A diagnosis for a driver.
     *
     * @param port on loopback
     */
    static Diagnosis ofDriver(int port) {
        return new Diagnosis(
                URI.create("http://127.0.0.1:%d/status".formatted(port)), Optional.empty());
    }

    /**
     * The same, with its browser.
     *
     * @param address {@code host:port} of DevTools; empty where the driver does not tell
     */
    Diagnosis andBrowser(Optional<String> address) {
        return new Diagnosis(
                driver, address.map(each -> URI.create("http://" + each + "/json/version")));
    }

    /**
     * Who hangs: the driver, the browser, or else a renderer. One answer that stays out may be a
     * busy host's, and the verdict on driver and browser costs a restart: so they are asked twice.
     */
    Reason whoHangs() {
        Reason first = whoHangsNow();
        return first == Reason.RENDERER_HUNG ? first : whoHangsNow();
    }

    private Reason whoHangsNow() {
        if (!answers(driver)) {
            return Reason.DRIVER_HUNG;
        }
        return browser.isPresent() && answers(browser.get())
                ? Reason.RENDERER_HUNG
                : Reason.BROWSER_HUNG;
    }

    private static boolean answers(URI address) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            try (InputStream in = connection.getInputStream()) {
                return in.read() >= 0;
            } finally {
                connection.disconnect();
            }
        } catch (IOException _) {
            return false;
        }
    }
}
