package dev.lawn.worker.browser;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.chrome.ChromeDriverService;

/** Tells Selenium about a chromedriver that we started ourselves. */
final class RunningDriver extends ChromeDriverService {

    private final DriverProcess driver;

    private RunningDriver(DriverProcess driver, File executable, int port) throws IOException {
        super(executable, port, Duration.ofSeconds(20), List.of(), Map.of());
        this.driver = driver;
    }

    /**
     * Waits until the driver knows its port.
     *
     * @param executable its path; given, so that Selenium Manager never looks for one
     */
    static RunningDriver of(DriverProcess driver, File executable)
            throws IOException, InterruptedException {
        return new RunningDriver(driver, executable, driver.port());
    }

    @Override
    public void start() {
        // It runs already.
    }

    @Override
    public boolean isRunning() {
        return driver.isAlive();
    }

    @Override
    public void stop() {
        driver.end();
    }
}
