package dev.lawn.worker.service;

import dev.lawn.common.service.ServiceDefinition.ApiRequest;
import dev.lawn.worker.browser.ApiAnswer;
import dev.lawn.worker.browser.ExtensionPage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An extension whose storage and API a test fills by hand. */
final class FakeExtension implements ExtensionPage {

    final Map<String, String> storage = new HashMap<>();
    Optional<List<ApiAnswer>> answers = Optional.empty();
    int asked;
    boolean hasWorker = true;

    @Override
    public Map<String, String> stored(List<String> keys) {
        Map<String, String> found = new HashMap<>(storage);
        found.keySet().retainAll(keys);
        return found;
    }

    @Override
    public boolean hasWorker() {
        return hasWorker;
    }

    @Override
    public String version() {
        return "1.0.0";
    }

    @Override
    public void ask(List<ApiRequest> requests, @Nullable String authorizationKey) {
        asked++;
    }

    @Override
    public Optional<List<ApiAnswer>> answers() {
        Optional<List<ApiAnswer>> came = answers;
        answers = Optional.empty();
        return came;
    }
}
