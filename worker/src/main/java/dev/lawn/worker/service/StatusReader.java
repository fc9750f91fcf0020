package dev.lawn.worker.service;

import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.ServiceDefinition.StoredNumber;
import dev.lawn.common.time.Time;
import dev.lawn.worker.browser.ApiAnswer;
import dev.lawn.worker.browser.BrowserFault;
import dev.lawn.worker.browser.ExtensionPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a node's status: what the extension stores, at each call; what the API says, as it comes.
 *
 * <p>Owned by one thread.
 */
public final class StatusReader {

    /** An extension that renews its session may be without one for a moment. */
    private static final int READS_WITHOUT_SESSION = 3;

    private final ServiceDefinition service;
    private final ExtensionPage extension;
    private final List<String> keys;
    private final ApiConversation api;
    private final FreshWord word;
    private final Liveness liveness;
    private @Nullable Boolean connected;
    private int readsWithoutSession;

    private StatusReader(
            ServiceDefinition service, ExtensionPage extension, FreshWord word, Time time) {
        this.service = service;
        this.extension = extension;
        this.word = word;
        keys = keys(service);
        api = new ApiConversation(service, extension, time);
        liveness = new Liveness(service, extension, time);
    }

    /**
     * A reader for what comes from now on.
     *
     * @param extension just started, or about to be given a new session: the word of its connection
     *     that is stored now counts for nothing yet
     */
    public static StatusReader fromNowOn(
            ServiceDefinition service, ExtensionPage extension, Time time)
            throws InterruptedException {
        Map<String, String> stored = extension.stored(keys(service));
        String before = stored.get(service.status().connected().key());
        FreshWord word = new FreshWord(before, beat(service, stored), time);
        return new StatusReader(service, extension, word, time);
    }

    private static Optional<String> beat(ServiceDefinition service, Map<String, String> stored) {
        return Optional.ofNullable(service.status().beat()).map(beat -> stored.get(beat.key()));
    }

    private static List<String> keys(ServiceDefinition service) {
        List<String> keys = new ArrayList<>();
        keys.add(service.status().connected().key());
        StoredNumber quality = service.status().networkQuality();
        if (quality != null) {
            keys.add(quality.key());
        }
        ServiceDefinition.Beat beat = service.status().beat();
        if (beat != null) {
            keys.add(beat.key());
        }
        return List.copyOf(keys);
    }

    /**
     * What is known now.
     *
     * @throws BrowserFault also where the extension shows no sign of life
     */
    public Status read() throws InterruptedException {
        Map<String, String> stored = extension.stored(keys);
        countSession();
        api.goOn();
        connected = connected(stored);
        liveness.check(stored, Boolean.TRUE.equals(connected));
        return new Status(
                connected,
                quality(stored),
                api.latest(ApiAnswer::points),
                api.latest(ApiAnswer::devices));
    }

    /**
     * Whether the extension, or the service, does not know the session any more. What the API says
     * never overrules an extension that is connected.
     */
    public boolean isSignedOut() {
        return readsWithoutSession >= READS_WITHOUT_SESSION
                || (api.isRefused() && !Boolean.TRUE.equals(connected));
    }

    private void countSession() throws InterruptedException {
        String key = service.signIn().sessionKey();
        boolean there = new KeptSession(extension, key).isThere();
        readsWithoutSession = there ? 0 : readsWithoutSession + 1;
    }

    private @Nullable Boolean connected(Map<String, String> stored) {
        String said = stored.get(service.status().connected().key());
        boolean says = service.status().connected().is().equals(said);
        boolean beats = says && service.status().beat() != null;
        boolean fresh = beats ? word.isFresh(said, beat(service, stored)) : word.isFresh(said);
        return (fresh && said != null) ? says : null;
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
