package dev.lawn.worker.service;

import dev.lawn.worker.browser.ExtensionPage;
import java.util.List;

/**
 * The session as the extension keeps it. Only whether there is one matters; its value goes nowhere.
 */
public final class KeptSession {

    private final ExtensionPage extension;
    private final String key;

    public KeptSession(ExtensionPage extension, String key) {
        this.extension = extension;
        this.key = key;
    }

    /** Whether the extension holds one now. */
    public boolean isThere() throws InterruptedException {
        return extension.stored(List.of(key)).containsKey(key);
    }
}
