package dev.lawn.worker.service;

import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.ServiceDefinition.AnsweredNumber;
import dev.lawn.common.service.ServiceDefinition.AnsweredWord;
import dev.lawn.common.service.ServiceDefinition.ApiRequest;
import dev.lawn.common.service.ServiceDefinition.Beat;
import dev.lawn.common.service.ServiceDefinition.StoredNumber;
import dev.lawn.common.service.ServiceDefinition.StoredNumbers;
import dev.lawn.common.service.ServiceDefinition.StoredWord;
import dev.lawn.common.time.Time;
import dev.lawn.worker.browser.ApiAnswer;
import dev.lawn.worker.browser.Browser;
import dev.lawn.worker.browser.BrowserFault;
import dev.lawn.worker.browser.ExtensionPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a node's status: what the extension stores, at each call; what the API and a page say, as
 * it comes.
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
    private final PageConversation page;
    private final FreshWord word;
    private final Liveness liveness;
    private final Listing listing;
    private @Nullable Boolean connected;
    private int readsWithoutSession;

    private StatusReader(
            ServiceDefinition service,
            ExtensionPage extension,
            PageConversation page,
            FreshWord word,
            Time time) {
        this.service = service;
        this.extension = extension;
        this.page = page;
        this.word = word;
        keys = keys(service);
        api = new ApiConversation(service, extension, time);
        liveness = new Liveness(service, extension, time);
        listing = new Listing(api.known(), time);
    }

    /**
     * A reader for what comes from now on.
     *
     * @param browser its extension has just started, or is about to be given a new session: the
     *     word of its connection that is stored now counts for nothing yet
     * @param page what it read before counts for nothing
     */
    public static StatusReader fromNowOn(
            ServiceDefinition service, Browser browser, PageConversation page, Time time)
            throws InterruptedException {
        page.begin(browser);
        ExtensionPage extension = browser.extension();
        Map<String, String> stored = extension.stored(keys(service));
        FreshWord word =
                new FreshWord(said(service, stored).orElse(null), beat(service, stored), time);
        return new StatusReader(service, extension, page, word, time);
    }

    private static Optional<String> beat(ServiceDefinition service, Map<String, String> stored) {
        return Optional.ofNullable(service.status().beat()).map(beat -> stored.get(beat.key()));
    }

    private static List<String> keys(ServiceDefinition service) {
        ServiceDefinition.Status status = service.status();
        StoredNumbers numbers = status.numbers();
        Stream<String> words = status.connected().stream().map(StoredWord::key);
        Stream<String> counted =
                Stream.of(
                                numbers.networkQuality(),
                                numbers.points(),
                                numbers.devices(),
                                numbers.uptime())
                        .flatMap(List::stream)
                        .map(StoredNumber::key);
        Stream<String> beat = Optional.ofNullable(status.beat()).map(Beat::key).stream();
        return Stream.of(words, counted, beat).flatMap(each -> each).distinct().toList();
    }

    /** What the extension says of its connection, in the first of its keys that holds anything. */
    private record Said(StoredWord word, String text) {

        boolean meansYes() {
            return word.is().equals(text);
        }
    }

    private static Optional<Said> said(ServiceDefinition service, Map<String, String> stored) {
        for (StoredWord word : service.status().connected()) {
            String text = stored.get(word.key());
            if (text != null) {
                return Optional.of(new Said(word, text));
            }
        }
        return Optional.empty();
    }

    /**
     * What is known now.
     *
     * @param exitIp the node's; empty while it is unknown
     * @throws BrowserFault also where the extension shows no sign of life
     */
    public Status read(Optional<String> exitIp) throws InterruptedException {
        Map<String, String> stored = extension.stored(keys);
        countSession();
        api.goOn();
        Boolean known = connected(stored);
        boolean isLeftToPage = known == null && said(service, stored).isEmpty();
        page.goOn(Boolean.TRUE.equals(known) || (isLeftToPage && page.tellsWhoIsConnected()));
        connected = isLeftToPage ? page.shown().connected() : known;
        boolean isConnected = Boolean.TRUE.equals(connected);
        liveness.check(stored, isConnected);
        StoredNumbers numbers = service.status().numbers();
        Status status =
                new Status(
                        connected,
                        first(
                                stored,
                                numbers.networkQuality(),
                                Quantity::ratio,
                                StatusReader::quality),
                        first(
                                stored,
                                numbers.points(),
                                (text, _) -> Quantity.amount(text),
                                (request, answer) -> Quantity.amount(answer.at(request.points()))),
                        first(
                                stored,
                                numbers.devices(),
                                (text, _) -> Quantity.count(text),
                                (request, answer) -> Quantity.count(answer.at(request.devices()))),
                        first(
                                stored,
                                numbers.uptime(),
                                (text, _) -> Quantity.seconds(text),
                                (request, answer) -> Quantity.seconds(answer.at(request.uptime()))),
                        listing.look(isConnected, exitIp, api.devices()));
        return status.orNumbers(page.shown());
    }

    /** What a stored text means; null for unknown. */
    private interface Meaning<T> {
        @Nullable T of(@Nullable String text, double whole);
    }

    private <T> @Nullable T first(
            Map<String, String> stored,
            List<StoredNumber> numbers,
            Meaning<T> meaning,
            ApiConversation.Reading<T> answered) {
        for (StoredNumber number : numbers) {
            T found = meaning.of(stored.get(number.key()), number.of());
            if (found != null) {
                return found;
            }
        }
        return api.latest(answered);
    }

    private static @Nullable Double quality(ApiRequest request, ApiAnswer answer) {
        AnsweredNumber number = request.networkQuality();
        return number == null ? null : Quantity.ratio(answer.at(number.at()), number.of());
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

    /**
     * A word of before is unknown, and no answer of the API stands in for it: the service takes an
     * extension that has just gone for connected, too.
     */
    private @Nullable Boolean connected(Map<String, String> stored) {
        Optional<Said> said = said(service, stored);
        boolean says = said.filter(Said::meansYes).isPresent();
        boolean beats = says && service.status().beat() != null;
        boolean fresh =
                beats
                        ? word.isFresh(said.orElse(null), beat(service, stored))
                        : word.isFresh(said.orElse(null));
        if (said.isEmpty()) {
            return api.latest(StatusReader::connected);
        }
        return fresh ? says : null;
    }

    private static @Nullable Boolean connected(ApiRequest request, ApiAnswer answer) {
        AnsweredWord word = request.connected();
        String said = word == null ? null : answer.at(word.at());
        return (word == null || said == null) ? null : (Boolean) word.is().equals(said);
    }
}
