package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.Procfs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, a few times a second, whether driver and browser are still there, and raises the alarm
 * when one has gone. The browser is no child of ours, so nobody tells us; and the JDK looks ever
 * more seldom the longer a process that is no child lives.
 */
final class LifeWatch implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(250);

    /** One look that fails, say for want of file descriptors, is no verdict. */
    private static final int LOOKS_WITHOUT_BROWSER = 2;

    private static final Logger log = LoggerFactory.getLogger(LifeWatch.class);

    private final DriverProcess driver;
    private final Alarm alarm;
    private volatile Optional<ProcessEntry> browser = Optional.empty();
    private int looksWithoutBrowser;
    private volatile boolean isClosed;

    private LifeWatch(DriverProcess driver, Alarm alarm) {
        this.driver = driver;
        this.alarm = alarm;
    }

    /** Begins to watch a driver. */
    static LifeWatch of(DriverProcess driver, Alarm alarm) {
        LifeWatch watch = new LifeWatch(driver, alarm);
        Thread.ofVirtual().name("life-watch").start(watch::lookOn);
        return watch;
    }

    /**
     * Watches its browser as well.
     *
     * @throws BrowserFault where it has gone already
     */
    void alsoBrowser(long pid) {
        browser = Procfs.process(pid);
        if (browser.isEmpty()) {
            throw browserGone(pid);
        }
    }

    private void lookOn() {
        while (!isClosed) {
            try {
                look();
            } catch (RuntimeException e) {
                log.warn("a look at driver and browser failed: {}", e.toString());
            }
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }

    private void look() {
        Optional<ProcessEntry> gone = browser.filter(LifeWatch::hasGone);
        looksWithoutBrowser = gone.isPresent() ? looksWithoutBrowser + 1 : 0;
        if (!driver.isAlive()) {
            raise(
                    new BrowserFault(
                            Reason.DRIVER_DIED,
                            "chromedriver, pid %d, has gone".formatted(driver.pid())));
        } else if (gone.isPresent() && looksWithoutBrowser >= LOOKS_WITHOUT_BROWSER) {
            raise(browserGone(gone.get().pid()));
        }
    }

    /** Where its entry cannot be read although there is one, nobody can tell. */
    private static boolean hasGone(ProcessEntry entry) {
        return !entry.isStillThere()
                && (Procfs.process(entry.pid()).isPresent()
                        || Files.notExists(Path.of("/proc", Long.toString(entry.pid()))));
    }

    /** What went after the watch was closed went as it should. */
    private synchronized void raise(BrowserFault fault) {
        if (!isClosed) {
            alarm.raise(fault);
        }
    }

    private static BrowserFault browserGone(long pid) {
        return new BrowserFault(
                Reason.BROWSER_DIED, "the browser, pid %d, has gone".formatted(pid));
    }

    /** Nothing that ends from now on raises the alarm. */
    @Override
    public synchronized void close() {
        isClosed = true;
    }
}
