package dev.lawn.worker.browser;

/** A running browser with the extension in it. */
public interface Browser {

    /** The parked tab; there for as long as the browser. */
    ExtensionPage extension();

    /** A new tab for a page of the web. */
    Page newPage() throws InterruptedException;

    /** Whether {@link #mend} can be of use in this browser. */
    boolean canMend();

    /**
     * Mends crashed and hung renderers and a dead extension: ends every renderer, loads the
     * extension anew into the same browser, parks a new tab on it and closes all others. What the
     * extension stored survives; {@link #extension()} stays good.
     *
     * @throws BrowserFault where that does not help
     */
    void mend() throws InterruptedException;

    /** The address of a page of the extension. */
    String extensionAddress(String path);
}
