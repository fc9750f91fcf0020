package dev.lawn.worker.browser;

import java.util.OptionalInt;

/** A running browser with the extension in it. */
public interface Browser {

    /** The parked tab; there for as long as the browser. */
    ExtensionPage extension();

    /** A new tab for a page of the web. */
    Page newPage() throws InterruptedException;

    /** Whether {@link #mend} can be of use in this browser. */
    boolean canMend();

    /**
     * Mends what the latest {@link BrowserFault} was about. A page of the web is closed. Otherwise
     * the extension's renderer is ended, the extension is loaded anew into the same browser, a new
     * tab is parked on it and all others are closed; what it stored survives, and {@link
     * #extension()} stays good.
     *
     * @throws BrowserFault where that does not help
     */
    void mend() throws InterruptedException;

    /** The port of loopback its DevTools listen on; empty where the driver does not tell. */
    OptionalInt debugPort();

    /** The address of a page of the extension. */
    String extensionAddress(String path);
}
