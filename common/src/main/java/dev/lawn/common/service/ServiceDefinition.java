package dev.lawn.common.service;

import dev.lawn.common.model.HostPattern;
import dev.lawn.common.model.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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
 * @param traffic what its hosts are for
 */
public record ServiceDefinition(
        String name,
        Extension extension,
        SignIn signIn,
        Status status,
        Egress egress,
        Timings timings,
        Traffic traffic) {

    /** Nobody says which hosts are the extension's. */
    public ServiceDefinition(
            String name,
            Extension extension,
            SignIn signIn,
            Status status,
            Egress egress,
            Timings timings) {
        this(name, extension, signIn, status, egress, timings, Traffic.UNTOLD);
    }

    /** Of the addresses of an extension's own pages. */
    public static final String EXTENSION_SCHEME = "chrome-extension";

    /** An address of the web that only a way out of any use leads to. */
    public URI onTheWeb() {
        return EXTENSION_SCHEME.equals(signIn.page().getScheme())
                ? egress.ask().getFirst()
                : signIn.page();
    }

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
     * @param page where it begins: on the web, or a page of the extension
     * @param sessionKey the key of the extension's storage that holds a value while signed in
     * @param signedIn what the page shows once signed in
     * @param steps what to do, in order, when the page does not show {@code signedIn}
     * @param outcomes what else may appear, at any step
     * @param inTheWay what may cover the page at any step, and goes away when it is clicked
     * @param stayAway how long to leave the account alone where the service says to wait and not
     *     how long
     * @param otp where a one-time code goes; null where a person must type it themselves
     * @param window what its pages need to show what the steps want; null for the usual one
     * @param lasts how long a session lives after a sign-in; null where nobody knows. Only for who
     *     watches: a session is used as long as it lives
     */
    public record SignIn(
            URI page,
            String sessionKey,
            Element signedIn,
            List<Step> steps,
            List<Outcome> outcomes,
            List<Element> inTheWay,
            Duration stayAway,
            @Nullable OtpForm otp,
            @Nullable Window window,
            @Nullable Duration lasts) {

        public SignIn {
            steps = List.copyOf(steps);
            outcomes = List.copyOf(outcomes);
            inTheWay = List.copyOf(inTheWay);
        }
    }

    /**
     * The browser's window, its frame included.
     *
     * @param width in pixels
     * @param height in pixels
     */
    public record Window(int width, int height) {

        /** Wide enough for what sites show on a desktop. */
        public static final Window USUAL = new Window(1280, 800);

        /** That one, or the usual one for null. */
        public static Window orUsual(@Nullable Window window) {
            return window == null ? USUAL : window;
        }
    }

    /**
     * Something a page may show instead of the next step.
     *
     * @param when how to recognise it
     * @param reason what it means
     * @param waitPattern a regular expression that finds in the element's text how long to wait, by
     *     its groups {@code hours}, {@code minutes} and {@code seconds}; null for none
     */
    public record Outcome(Element when, Reason reason, @Nullable String waitPattern) {}

    /**
     * Where the node's status stands. A value is what the first source says that knows it: the
     * extension's storage before the service's API, each in the order written, and the page last.
     *
     * @param connected which stored value means connected; empty where only the API or a page says
     *     it
     * @param numbers which stored values are the numbers
     * @param authorizationKey the key of the extension's storage whose value goes, as it is, into
     *     the {@code Authorization} header of API requests; null for requests without one
     * @param requests what to ask the service's API
     * @param beat which stored value changes while the extension is connected; null for none
     * @param page whose texts say the rest; null for none
     */
    public record Status(
            List<StoredWord> connected,
            StoredNumbers numbers,
            @Nullable String authorizationKey,
            List<ApiRequest> requests,
            @Nullable Beat beat,
            @Nullable StatusPage page) {

        public Status {
            connected = List.copyOf(connected);
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
     * The numbers in the extension's storage; an empty list where it keeps none.
     *
     * @param networkQuality of the node
     * @param points of the account
     * @param devices how many the account has
     * @param uptime of the account, in seconds
     */
    public record StoredNumbers(
            List<StoredNumber> networkQuality,
            List<StoredNumber> points,
            List<StoredNumber> devices,
            List<StoredNumber> uptime) {

        /** The extension keeps none. */
        public static final StoredNumbers NONE =
                new StoredNumbers(List.of(), List.of(), List.of(), List.of());

        public StoredNumbers {
            networkQuality = List.copyOf(networkQuality);
            points = List.copyOf(points);
            devices = List.copyOf(devices);
            uptime = List.copyOf(uptime);
        }
    }

    /**
     * A number in the extension's storage.
     *
     * @param key its key
     * @param of the number that stands for the whole: 100 for a percentage; 1 for a ratio, and for
     *     what has no whole
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
     * A GET of the service's API, sent from a page of the extension, through the node's relay. Each
     * null is what its answer does not have.
     *
     * @param url the address
     * @param connected what in the answer says that the node is connected
     * @param networkQuality the node's
     * @param points JSON pointer of the account's points
     * @param devices JSON pointer of the list of the account's devices, or of their number
     * @param uptime JSON pointer of the account's uptime in seconds
     * @param listedBy how to find the node in the list of devices
     */
    public record ApiRequest(
            URI url,
            @Nullable AnsweredWord connected,
            @Nullable AnsweredNumber networkQuality,
            @Nullable String points,
            @Nullable String devices,
            @Nullable String uptime,
            @Nullable ListedBy listedBy) {

        /** Where the values stand that are read from the answer. */
        public List<String> pointers() {
            return Stream.of(
                            connected == null ? null : connected.at(),
                            networkQuality == null ? null : networkQuality.at(),
                            points,
                            devices,
                            uptime)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
        }
    }

    /**
     * A word in an answer of the API.
     *
     * @param at its JSON pointer
     * @param is the word that means yes
     */
    public record AnsweredWord(String at, String is) {}

    /**
     * A number in an answer of the API.
     *
     * @param at its JSON pointer
     * @param of the number that stands for the whole: 100 for a percentage, 1 for a ratio
     */
    public record AnsweredNumber(String at, double of) {}

    /**
     * How a node is found in the list of its account's devices. By its exit IP and nothing else:
     * two profiles on one host are one device to some services.
     *
     * @param ip JSON pointer of a device's IP, from the device
     * @param within how long after it connected a node may be missing in the list
     */
    public record ListedBy(String ip, Duration within) {}

    /**
     * How to learn the exit IP.
     *
     * @param ask addresses that answer with the caller's IP as plain text, or as JSON with a member
     *     {@code ip}; asked through the node's relay, one after the other until one does. At least
     *     one
     */
    public record Egress(List<URI> ask) {

        public Egress {
            ask = List.copyOf(ask);
        }
    }

    /**
     * What the hosts are for that the node talks to; it only counts by them. Where several patterns
     * mean a host, the closest counts. The pages and addresses of this definition are {@code
     * control} without being named.
     *
     * @param service where the extension does its own work
     * @param control what the pages load besides
     */
    public record Traffic(List<HostPattern> service, List<HostPattern> control) {

        /** Nobody says. */
        public static final Traffic UNTOLD = new Traffic(List.of(), List.of());

        public Traffic {
            service = List.copyOf(service);
            control = List.copyOf(control);
        }
    }

    /**
     * The service's pace.
     *
     * @param poll how often the extension's storage is read; also the beat of the worker's loop
     * @param api how often the API is asked
     * @param page how long a page or an element may take to appear
     * @param connect how long the extension may take to connect after sign-in
     * @param selfHeal how long the extension may be disconnected before a restart: the time it
     *     needs to mend itself
     * @param egress how often the exit IP is asked once it is known
     */
    public record Timings(
            Duration poll,
            Duration api,
            Duration page,
            Duration connect,
            Duration selfHeal,
            Duration egress) {

        /** What holds where service.yaml says nothing. */
        public static final Duration EGRESS = Duration.ofMinutes(10);
    }
}
