package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.service.ServiceDefinition.Extension;
import dev.lawn.common.service.ServiceDefinition.Window;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    /**
     * Two of them, after the longest pause of the loop, still end well within the 20 s in which a
     * hang shall be known.
     */
    private static final Duration SCRIPT = Duration.ofSeconds(4);

    private static final int DRIVER_TRIES = 3;

    private static final Logger log = LoggerFactory.getLogger(ChromeLauncher.class);

    /** Held, because the JDK forgets the level of a logger nobody holds. */
    private static final java.util.logging.Logger SELENIUM =
            java.util.logging.Logger.getLogger("org.openqa.selenium");

    private final SupervisorMessage.Browser browser;
    private final Path profile;
    private final Extension extension;
    private final Window window;
    private final InetSocketAddress relay;
    private final Commands commands;
    private final Patience patience;
    private final double stretch;
    private final Children children = Children.ofThisProcess();
    private Optional<ProfileLock> lock = Optional.empty();
    private Optional<LifeWatch> watch = Optional.empty();
    private Optional<Chrome> running = Optional.empty();
    private volatile boolean ended;

    /**
     * @param relay the browser's only way out
     * @param stretch at least 1: how many times its usual time a start may take
     */
    public ChromeLauncher(
            SupervisorMessage.Browser browser,
            Extension extension,
            Window window,
            InetSocketAddress relay,
            Commands commands,
            Patience patience,
            double stretch) {
        this.browser = browser;
        profile = Path.of(browser.profile());
        this.extension = extension;
        this.window = window;
        this.relay = relay;
        this.commands = commands;
        this.patience = patience;
        this.stretch = stretch;
        SELENIUM.setLevel(Level.SEVERE);
    }

    /** A browser, and what became of the profile that was there. */
    public sealed interface Launched {

        Browser browser();

        /** On the profile that was there. */
        record OnItsProfile(Browser browser) implements Launched {}

        /**
         * On a fresh profile, since none started on the old one.
         *
         * @param aside where the old one is now
         */
        record OnFreshProfile(Browser browser, Path aside) implements Launched {}
    }

    /**
     * A browser whose extension runs, its first tab parked on it.
     *
     * @throws BrowserFault where none comes up
     */
    public Launched launch() throws InterruptedException {
        commands.stretch(stretch);
        Launched up = launchOnWhatThereIs();
        commands.stretch(1);
        return up;
    }

    private Launched launchOnWhatThereIs() throws InterruptedException {
        if (lock.isEmpty()) {
            lock = Optional.of(ProfileLock.take(profile));
            ProfileTrial.putBackUnfinished(profile);
        }
        FailedStarts failed = FailedStarts.beside(profile);
        if (failed.count() >= FailedStarts.SUSPICIOUS) {
            log.warn("{} starts failed on {}", failed.count(), profile);
            failed.forget();
            return new ProfileTrial(profile, patience.time(), attempts()).run();
        }
        try {
            Browser up = launchByAnyWay();
            failed.forget();
            return new Launched.OnItsProfile(up);
        } catch (BrowserFault e) {
            if (ProfileTrial.isSuspicious(e)) {
                failed.oneMore();
            }
            throw e;
        }
    }

    private ProfileTrial.Attempts attempts() {
        return new ProfileTrial.Attempts() {
            @Override
            public Browser launch() throws InterruptedException {
                return launchByAnyWay();
            }

            @Override
            public void clear() {
                clearForAnother();
            }
        };
    }

    private Browser launchByAnyWay() throws InterruptedException {
        return new Ladder(
                        browser.binary(),
                        ProductQuestion.ask(browser.binary()),
                        new Ladder.Attempts() {
                            @Override
                            public Browser launch(ExtensionLoading way)
                                    throws InterruptedException {
                                return ChromeLauncher.this.launch(way);
                            }

                            @Override
                            public void clear() {
                                clearForAnother();
                            }
                        })
                .climb();
    }

    private Browser launch(ExtensionLoading way) throws InterruptedException {
        ExtensionFolder folder = ExtensionFolder.asNow(extension.folder());
        ChromeSession driver = started(way);
        String tab = commands.call("first tab", driver::getWindowHandle);
        long pid = BrowserPid.of(driver, profile);
        watch.ifPresent(each -> each.alsoBrowser(pid));
        Loader loader =
                new Loader(extension, folder, way, commands, patience, stretched(EXTENSION_START));
        Chrome chrome = new Chrome(pid, driver, commands, tab, loader);
        running = Optional.of(chrome);
        chrome.load();
        return chrome;
    }

    private ChromeSession started(ExtensionLoading way) throws InterruptedException {
        Duration within = stretched(START);
        DriverProcess driver = commands.call("start driver", within, this::startedDriver);
        watch = Optional.of(LifeWatch.of(driver, commands.alarm()));
        Diagnosis diagnosis = Diagnosis.ofDriver(driver.port());
        commands.diagnoseBy(diagnosis);
        ChromeSession session =
                commands.call(
                        "start browser",
                        within,
                        () -> new ChromeSession(driver.port(), options(way)));
        commands.diagnoseBy(diagnosis.andBrowser(session.devTools()));
        return session;
    }

    /**
     * It takes a port that is free for IPv4 and wants the same for IPv6: on a busy host that one
     * may be taken, and then it ends at once.
     */
    private DriverProcess startedDriver() throws InterruptedException {
        for (int left = DRIVER_TRIES; ; left--) {
            DriverProcess driver = DriverProcess.start(Path.of(browser.driver()), () -> ended);
            try {
                log.debug("chromedriver listens on {}", driver.port());
                return driver;
            } catch (BrowserFault e) {
                if (left == 1) {
                    throw e;
                }
                log.warn("{}; once more", e.getMessage());
            }
        }
    }

    private Duration stretched(Duration usual) {
        return Duration.ofMillis((long) (usual.toMillis() * stretch));
    }

    private ChromeOptions options(ExtensionLoading way) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.binary());
        options.addArguments(ChromeFlags.of(browser, window, relay));
        options.addArguments(way.flags(extension.folder()));
        options.enableBiDi();
        options.setPageLoadStrategy(PageLoadStrategy.NONE);
        options.setScriptTimeout(SCRIPT);
        return options;
    }

    /** Quits the browser if it will, and kills what is left of everything this process started. */
    public void end() {
        ended = true;
        List<ProcessEntry> _ = quitAndKill();
    }

    /** A browser that outlives its end would write into what is moved or started next. */
    private void clearForAnother() {
        List<ProcessEntry> left = quitAndKill();
        if (!left.isEmpty()) {
            throw new BrowserFault(
                    Reason.PROFILE_IN_USE,
                    "%d processes of an earlier browser outlived KILL: pid %d"
                            .formatted(left.size(), left.getFirst().pid()));
        }
        commands.alarm().clear();
    }

    private List<ProcessEntry> quitAndKill() {
        watch.ifPresent(LifeWatch::close);
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
        }
        return children.kill();
    }

    /** Kills everything this process started, without a question. */
    public void kill() {
        ended = true;
        watch.ifPresent(LifeWatch::close);
        List<ProcessEntry> _ = children.kill();
    }
}
