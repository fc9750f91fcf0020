package dev.lawn.common.service;

import dev.lawn.common.model.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service as a worker needs it: service.yaml after checks, with every variable filled in.
 *
 * @param name the service's name, a label in messages and metrics
 * @param extension the browser extension that does the service's work
 * @param signIn how a person signs in
 * @param status where to read what the node is doing
 * @param egress how to learn the node's exit IP
 * @param timings the service's own pace
 */
public record ServiceDefinition(
        String name,
        Extension extension,
        SignIn signIn,
        Status status,
        Egress egress,
        Timings timings) {

    /**
     * The extension.
     *
     * @param folder absolute path of the unpacked extension; the same at every start, since the id
     *     depends on it where the manifest has no {@code key}
     * @param id the id the browser must give it, 32 letters a to p
     * @param setUp what a fresh profile needs before the extension works; null for nothing
     * @param worker what its service worker's absence means
     */
    public record Extension(String folder, String id, @Nullable SetUp setUp, Worker worker) {}

    /** How an extension's service worker lives. */
    public enum Worker {
        /** It is always there; without it the extension is dead. */
        ALWAYS,
        /** The browser may put it to sleep, as it may any: its absence means nothing. */
        MAY_SLEEP
    }

    /**
     * A page of the extension to open once on a fresh profile, and to close afterwards.
     *
     * @param page path of the page inside the extension
     * @param storedKey done when the extension's storage holds this key
     */
    public record SetUp(String page, String storedKey) {}

    /**
     * The sign-in.
     *
     * @param page where it begins
     * @param sessionKey the key of the extension's storage that holds a value while signed in
     * @param signedIn what the page shows once signed in
     * @param steps what to do, in order, when the page does not show {@code signedIn}
     * @param outcomes what else may appear, at any step
     * @param otp where a one-time code goes; null where a person must type it themselves
     */
    public record SignIn(
            URI page,
            String sessionKey,
            Element signedIn,
            List<Step> steps,
            List<Outcome> outcomes,
            @Nullable OtpForm otp) {

        public SignIn {
            steps = List.copyOf(steps);
            outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * Something a page may show instead of the next step.
     *
     * @param when how to recognise it
     * @param reason what it means
     */
    public record Outcome(Element when, Reason reason) {}

    /**
     * Where the node's status stands.
     *
     * @param connected which stored value means connected
     * @param networkQuality which stored number is the network quality; null where there is none
     * @param authorizationKey the key of the extension's storage whose value goes, as it is, into
     *     the {@code Authorization} header of API requests; null for requests without one
     * @param requests what to ask the service's API
     * @param beat which stored value changes while the extension is connected; null for none
     */
    public record Status(
            StoredWord connected,
            @Nullable StoredNumber networkQuality,
            @Nullable String authorizationKey,
            List<ApiRequest> requests,
            @Nullable Beat beat) {

        public Status {
            requests = List.copyOf(requests);
        }
    }

    /**
     * A word in the extension's storage.
     *
     * @param key its key
     * @param is the word that means yes
     */
    public record StoredWord(String key, String is) {}

    /**
     * A number in the extension's storage.
     *
     * @param key its key
     * @param of the number that stands for the whole: 100 for a percentage, 1 for a ratio
     */
    public record StoredNumber(String key, double of) {}

    /**
     * A sign of life in the extension's storage: the connection itself writes it.
     *
     * @param key its key
     * @param every it changes at least once in this time while connected
     */
    public record Beat(String key, Duration every) {}

    /**
     * A GET of the service's API, sent from a page of the extension, through the node's relay.
     *
     * @param url the address
     * @param points JSON pointer of the account's points; null where this answer has none
     * @param devices JSON pointer of the list of the account's devices; null where there is none
     */
    public record ApiRequest(URI url, @Nullable String points, @Nullable String devices) {}

    /**
     * How to learn the exit IP.
     *
     * @param ask an address that answers with the caller's IP as plain text, or as JSON with a
     *     member {@code ip}; asked through the node's relay
     */
    public record Egress(URI ask) {}

    /**
     * The service's pace.
     *
     * @param poll how often the extension's storage is read; also the beat of the worker's loop
     * @param api how often the API is asked
     * @param page how long a page or an element may take to appear
     * @param connect how long the extension may take to connect after sign-in
     * @param selfHeal how long the extension may be disconnected before a restart: the time it
     *     needs to mend itself
     */
    public record Timings(
            Duration poll, Duration api, Duration page, Duration connect, Duration selfHeal) {}
}
