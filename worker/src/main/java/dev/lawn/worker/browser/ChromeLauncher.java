package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.service.ServiceDefinition.Extension;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.chrome.ChromeOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the node's Chrome with the extension in it, and ends whatever it started.
 *
 * <p>Used by one thread. A browser that is being started while it ends does not come up.
 */
public final class ChromeLauncher {

    /**
     * Driver, browser and session on a busy host; a quiet one needs two seconds. Below the
     * supervisor's own start deadline, so that it is we who say what did not come up.
     */
    private static final Duration START = Duration.ofSeconds(25);

    /** How long the extension's service worker may take to show. */
    private static final Duration EXTENSION_START = Duration.ofSeconds(10);

    /** Below {@link Commands#ORDINARY}: a stopped renderer is told apart from a stopped browser. */
    private static final Duration SCRIPT = Duration.ofSeconds(8);

    private static final Logger log = LoggerFactory.getLogger(ChromeLauncher.class);

    /** Held, because the JDK forgets the level of a logger nobody holds. */
    private static final java.util.logging.Logger SELENIUM =
            java.util.logging.Logger.getLogger("org.openqa.selenium");

    private final SupervisorMessage.Browser browser;
    private final Extension extension;
    private final InetSocketAddress relay;
    private final Commands commands;
    private final Patience patience;
    private final Children children = Children.ofThisProcess();
    private Optional<Chrome> running = Optional.empty();
    private volatile boolean ended;

    /**
     * @param relay the browser's only way out
     */
    public ChromeLauncher(
            SupervisorMessage.Browser browser,
            Extension extension,
            InetSocketAddress relay,
            Commands commands,
            Patience patience) {
        this.browser = browser;
        this.extension = extension;
        this.relay = relay;
        this.commands = commands;
        this.patience = patience;
        SELENIUM.setLevel(Level.SEVERE);
    }

    /**
     * A browser whose extension runs, its first tab parked on it.
     *
     * @throws BrowserFault where none comes up
     */
    public Browser launch() throws InterruptedException {
        BrowserFault last = null;
        for (ExtensionLoading way : ExtensionLoading.RUNGS) {
            try {
                return launch(way);
            } catch (BrowserFault e) {
                if (e.reason() != Reason.EXTENSION_NOT_LOADED) {
                    throw e;
                }
                log.warn("{}: {}", way, e.getMessage());
                quitAndKill();
                last = e;
            }
        }
        throw last == null ? new IllegalStateException("no way to load extensions") : last;
    }

    private Browser launch(ExtensionLoading way) throws InterruptedException {
        ChromeSession driver = commands.call("start browser", START, () -> started(way));
        String tab = commands.call("first tab", driver::getWindowHandle);
        Chrome chrome = new Chrome(driver, commands, tab, extension.id());
        running = Optional.of(chrome);
        load(way, driver);
        awaitServiceWorker(driver);
        park(driver, chrome.extensionAddress("manifest.json"));
        return chrome;
    }

    private ChromeSession started(ExtensionLoading way) throws InterruptedException {
        DriverProcess driver = DriverProcess.start(Path.of(browser.driver()), () -> ended);
        return new ChromeSession(driver.port(), options(way));
    }

    private ChromeOptions options(ExtensionLoading way) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.binary());
        options.addArguments(ChromeFlags.of(browser, relay));
        options.addArguments(way.flags(extension.folder()));
        options.enableBiDi();
        options.setPageLoadStrategy(PageLoadStrategy.NONE);
        options.setScriptTimeout(SCRIPT);
        return options;
    }

    private void load(ExtensionLoading way, ChromeSession driver) throws InterruptedException {
        Optional<String> id;
        try {
            id = commands.call("load extension", () -> way.load(driver, extension.folder()));
        } catch (BrowserFault e) {
            throw e.reason() == Reason.INTERNAL ? notLoaded(String.valueOf(e.getMessage())) : e;
        }
        if (id.isPresent() && !id.get().equals(extension.id())) {
            throw notLoaded(
                    "the browser gave it the id %s, its definition says %s"
                            .formatted(id.get(), extension.id()));
        }
    }

    private void awaitServiceWorker(ChromeSession driver) throws InterruptedException {
        String origin = "chrome-extension://" + extension.id() + "/";
        Optional<Boolean> seen =
                patience.until(
                        EXTENSION_START,
                        () ->
                                commands.call("list targets", () -> driver.hasServiceWorker(origin))
                                        ? Optional.of(true)
                                        : Optional.empty());
        if (seen.isEmpty()) {
            throw notLoaded("no service worker of " + origin + " came up");
        }
    }

    private void park(ChromeSession driver, String address) throws InterruptedException {
        commands.call(
                "park",
                () -> {
                    driver.get(address);
                    return true;
                });
        Optional<Boolean> parked =
                patience.until(
                        EXTENSION_START,
                        () ->
                                address.equals(commands.call("address", driver::getCurrentUrl))
                                        ? Optional.of(true)
                                        : Optional.empty());
        if (parked.isEmpty()) {
            throw notLoaded(address + " does not open");
        }
    }

    private BrowserFault notLoaded(String why) {
        return new BrowserFault(
                Reason.EXTENSION_NOT_LOADED,
                "extension in %s: %s".formatted(extension.folder(), why));
    }

    /** Quits the browser if it will, and kills what is left of everything this process started. */
    public void end() {
        ended = true;
        quitAndKill();
    }

    private void quitAndKill() {
        try {
            if (running.isPresent()) {
                running.get().quit();
                log.info("the browser has quit");
            }
        } catch (BrowserFault | UncheckedIOException e) {
            // The second where nobody hears us any more: the supervisor was killed.
            log.warn("no clean quit: {}", e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            running = Optional.empty();
            children.kill();
        }
    }

    /** Kills everything this process started, without a question. */
    public void kill() {
        ended = true;
        children.kill();
    }
}
