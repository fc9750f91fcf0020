package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.Procfs;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks, a few times a second, whether driver and browser are still there, and raises the alarm
 * when one has gone. The browser is no child of ours, so nobody tells us; and the JDK looks ever
 * more seldom the longer a process that is no child lives.
 */
final class LifeWatch implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(250);

    private final DriverProcess driver;
    private final Alarm alarm;
    private volatile Optional<ProcessEntry> browser = Optional.empty();
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
            look();
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }

    private void look() {
        Optional<ProcessEntry> gone = browser.filter(each -> !each.isStillThere());
        boolean isDriverGone = !driver.isAlive();
        if (isClosed) {
            // What went after the watch was closed went as it should.
            return;
        }
        if (isDriverGone) {
            alarm.raise(
                    new BrowserFault(
                            Reason.DRIVER_DIED,
                            "chromedriver, pid %d, has gone".formatted(driver.pid())));
        } else {
            gone.ifPresent(each -> alarm.raise(browserGone(each.pid())));
        }
    }

    private static BrowserFault browserGone(long pid) {
        return new BrowserFault(
                Reason.BROWSER_DIED, "the browser, pid %d, has gone".formatted(pid));
    }

    /** Nothing that ends from now on raises the alarm. */
    @Override
    public void close() {
        isClosed = true;
    }
}
