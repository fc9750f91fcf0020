package dev.lawn.worker.browser;

import dev.lawn.common.service.ServiceDefinition.ApiRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tab parked inside the extension: it reads the extension's storage, speaks with its rights, and
 * costs no renderer of its own. Every method throws {@link BrowserFault} where the browser fails.
 */
public interface ExtensionPage {

    /** How long one answer of the API may take. */
    Duration API_PATIENCE = Duration.ofSeconds(20);

    /** The stored texts of those keys that hold something. */
    Map<String, String> stored(List<String> keys) throws InterruptedException;

    /** Whether its service worker runs; one that sleeps does not. */
    boolean hasWorker() throws InterruptedException;

    /** From the extension's manifest. */
    String version() throws InterruptedException;

    /**
     * Begins to ask, and does not wait: a slow API must not stop the worker's loop.
     *
     * @param authorizationKey of the stored value for the {@code Authorization} header; the value
     *     itself stays in the browser
     */
    void ask(List<ApiRequest> requests, @Nullable String authorizationKey)
            throws InterruptedException;

    /** All answers to the latest {@link #ask}; empty while they are under way. */
    Optional<List<ApiAnswer>> answers() throws InterruptedException;
}
