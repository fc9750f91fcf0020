package dev.lawn.worker.browser;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.InvalidArgumentException;
import org.openqa.selenium.UnhandledAlertException;
import org.openqa.selenium.bidi.BiDi;
import org.openqa.selenium.bidi.Event;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.ChromiumDriver;
import org.openqa.selenium.remote.CommandInfo;
import org.openqa.selenium.remote.CommandPayload;
import org.openqa.selenium.remote.HttpCommandExecutor;
import org.openqa.selenium.remote.Response;
import org.openqa.selenium.remote.http.ClientConfig;
import org.openqa.selenium.remote.http.HttpClient;
import org.openqa.selenium.remote.http.HttpMethod;

/**
 * A WebDriver session at a chromedriver that runs already. Selenium's own ChromeDriver insists on
 * being the one that starts and stops the driver.
 */
final class ChromeSession extends ChromiumDriver {

    private static final String CDP = "lawnCdp";

    /**
     * What chromedriver says where it would dismiss a box and its own BiDi half was quicker;
     * measured with Chromium 156.
     */
    private static final String DISMISSED_TWICE = "No dialog is showing";

    /**
     * Starts the browser.
     *
     * @param port of chromedriver, on loopback
     */
    ChromeSession(int port, ChromeOptions options) {
        super(executor(port), options, ChromeOptions.CAPABILITY);
    }

    private static HttpCommandExecutor executor(int port) {
        CommandInfo cdp = new CommandInfo("/session/:sessionId/goog/cdp/execute", HttpMethod.POST);
        ClientConfig driver =
                ClientConfig.defaultConfig().baseUri(URI.create("http://127.0.0.1:" + port));
        return new HttpCommandExecutor(
                HttpClient.Factory.createDefault().createClient(driver),
                Map.of(CDP, cdp),
                Objects.requireNonNull(driver.baseUrl()));
    }

    /**
     * @throws UnhandledAlertException where a box of the page came under the command, which may
     *     have been carried out or not; the box has gone
     */
    @Override
    protected @Nullable Response execute(CommandPayload command) {
        try {
            return super.execute(command);
        } catch (InvalidArgumentException e) {
            if (String.valueOf(e.getRawMessage()).contains(DISMISSED_TWICE)) {
                throw new UnhandledAlertException(DISMISSED_TWICE);
            }
            throw e;
        }
    }

    /** The pid of the browser's main process; empty where the driver does not tell. */
    Optional<Long> browserPid() {
        return getCapabilities().getCapability("goog:processID") instanceof Number pid
                ? Optional.of(pid.longValue())
                : Optional.empty();
    }

    /** {@code host:port} of the browser's own DevTools; empty where the driver does not tell. */
    Optional<String> devTools() {
        return getCapabilities().getCapability(ChromeOptions.CAPABILITY) instanceof Map<?, ?> chrome
                        && chrome.get("debuggerAddress") instanceof String address
                ? Optional.of(address)
                : Optional.empty();
    }

    /** The port of {@link #devTools()}. */
    OptionalInt debugPort() {
        return devTools().map(ChromeSession::port).orElse(OptionalInt.empty());
    }

    private static OptionalInt port(String address) {
        int port = URI.create("http://" + address).getPort();
        return port < 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /**
     * Whether no page has come yet in the current tab, as the browser itself tells. Until the first
     * one comes Chrome answers no script in a new tab, however well its renderer is; measured with
     * Chromium 156.
     */
    boolean isBlank() {
        return devTools("Page.getNavigationHistory") instanceof Map<?, ?> history
                && history.get("currentIndex") instanceof Number current
                && history.get("entries") instanceof List<?> entries
                && current.intValue() >= 0
                && current.intValue() < entries.size()
                && entries.get(current.intValue()) instanceof Map<?, ?> entry
                && String.valueOf(entry.get("url")).startsWith("about:");
    }

    private @Nullable Object devTools(String command) {
        return devTools(command, Map.of());
    }

    private @Nullable Object devTools(String command, Map<String, Object> parameters) {
        return execute(CDP, Map.of("cmd", command, "params", parameters)).getValue();
    }

    /** The current tab fetches no {@link Pictures} from now on, whatever page it shows. */
    void blockPictures() {
        // Blocks nothing unless it is on; what it keeps of answers for a developer nobody asks for.
        devTools("Network.enable", Map.of("maxTotalBufferSize", 0, "maxResourceBufferSize", 0));
        devTools("Network.setBlockedURLs", Pictures.blocked());
    }

    /**
     * Tells of the head of each answer that a tab gets, from now on.
     *
     * @param heard gets BiDi's {@code network.responseStarted}, on a thread of Selenium's
     * @return names it to {@link #listenNoLonger}
     */
    String listen(String tab, Consumer<Map<String, Object>> heard) {
        return biDi().addListener(tab, new Event<>("network.responseStarted", head -> head), heard);
    }

    void listenNoLonger(String subscription) {
        biDi().removeListener(subscription);
    }

    /** Selenium's own module for it makes objects of bodies and cookies too. */
    @SuppressWarnings("removal")
    private BiDi biDi() {
        return getBiDi();
    }

    /** Whether a service worker of that origin runs. */
    boolean hasServiceWorker(String origin) {
        return devTools("Target.getTargets") instanceof Map<?, ?> result
                && result.get("targetInfos") instanceof List<?> targets
                && targets.stream().anyMatch(target -> isServiceWorker(target, origin));
    }

    private static boolean isServiceWorker(Object target, String origin) {
        return target instanceof Map<?, ?> info
                && "service_worker".equals(info.get("type"))
                && String.valueOf(info.get("url")).startsWith(origin);
    }
}
