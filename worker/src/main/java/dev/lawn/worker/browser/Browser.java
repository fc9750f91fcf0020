package dev.lawn.worker.browser;

/** A running browser with the extension in it. */
public interface Browser {

    /** The parked tab; there for as long as the browser. */
    ExtensionPage extension();

    /** A new tab for a page of the web. */
    Page newPage() throws InterruptedException;

    /** The address of a page of the extension. */
    String extensionAddress(String path);
}
