package dev.lawn.worker.service;

import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.ServiceDefinition.StoredNumber;
import dev.lawn.common.time.Time;
import dev.lawn.worker.browser.ApiAnswer;
import dev.lawn.worker.browser.ExtensionPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a node's status: what the extension stores, at each call; what the API says, at its own
 * pace, without waiting for it.
 *
 * <p>Owned by one thread.
 */
public final class StatusReader {

    /** An extension that renews its session may be without one for a moment. */
    private static final int READS_WITHOUT_SESSION = 3;

    private final ServiceDefinition service;
    private final ExtensionPage extension;
    private final List<String> keys;
    private final Every askApi;
    private boolean asked;
    private List<ApiAnswer> answers = List.of();
    private int readsWithoutSession;

    public StatusReader(ServiceDefinition service, ExtensionPage extension, Time time) {
        this.service = service;
        this.extension = extension;
        keys = keys(service);
        askApi = new Every(service.timings().api(), time);
    }

    private static List<String> keys(ServiceDefinition service) {
        List<String> keys = new ArrayList<>();
        keys.add(service.status().connected().key());
        StoredNumber quality = service.status().networkQuality();
        if (quality != null) {
            keys.add(quality.key());
        }
        return List.copyOf(keys);
    }

    /** What is known now. */
    public Status read() throws InterruptedException {
        Map<String, String> stored = extension.stored(keys);
        countSession();
        converseWithApi();
        return new Status(
                connected(stored),
                quality(stored),
                answers.stream()
                        .map(ApiAnswer::points)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                answers.stream()
                        .map(ApiAnswer::devices)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    /** Whether the service, or the extension, does not know the session any more. */
    public boolean isSignedOut() {
        return readsWithoutSession >= READS_WITHOUT_SESSION
                || answers.stream().anyMatch(ApiAnswer::isSignedOut);
    }

    private void countSession() throws InterruptedException {
        String key = service.signIn().sessionKey();
        boolean there = new KeptSession(extension, key).isThere();
        readsWithoutSession = there ? 0 : readsWithoutSession + 1;
    }

    private void converseWithApi() throws InterruptedException {
        if (asked) {
            Optional<List<ApiAnswer>> came = extension.answers();
            if (came.isPresent()) {
                answers = came.get();
                asked = false;
            }
        }
        List<ServiceDefinition.ApiRequest> requests = service.status().requests();
        if (!requests.isEmpty() && askApi.isDue()) {
            extension.ask(requests, service.status().authorizationKey());
            asked = true;
        }
    }

    private @Nullable Boolean connected(Map<String, String> stored) {
        String word = stored.get(service.status().connected().key());
        return word == null ? null : word.equals(service.status().connected().is());
    }

    private @Nullable Double quality(Map<String, String> stored) {
        StoredNumber number = service.status().networkQuality();
        String text = number == null ? null : stored.get(number.key());
        if (number == null || text == null) {
            return null;
        }
        try {
            double ratio = Double.parseDouble(text) / number.of();
            return ratio >= 0 && ratio <= 1 ? ratio : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
