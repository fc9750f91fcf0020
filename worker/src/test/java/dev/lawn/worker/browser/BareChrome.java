package dev.lawn.worker.browser;

import dev.lawn.common.service.ServiceDefinition.Extension;
import dev.lawn.common.service.ServiceDefinition.Window;
import dev.lawn.common.service.ServiceDefinition.Worker;
import dev.lawn.common.time.SystemTime;
import dev.lawn.worker.TestBrowsers;
import dev.lawn.worker.TestExtension;
import dev.lawn.worker.relay.Relay;
import dev.lawn.worker.relay.TestRelays;
import java.io.IOException;
import java.nio.file.Path;

/** A real Chromium with the test extension, without the worker around it. */
final class BareChrome implements AutoCloseable {

    final Patience patience;
    final ChromeLauncher launcher;
    private final Relay relay = Relay.start(TestRelays.by(null));

    /**
     * @param folder for its profile; the browser itself starts with {@link ChromeLauncher#launch}
     */
    BareChrome(Path folder) throws IOException {
        this(folder, TestBrowsers.CHROMIUM, Window.USUAL);
    }

    /**
     * @param binary what is started as the browser
     */
    BareChrome(Path folder, String binary) throws IOException {
        this(folder, binary, Window.USUAL);
    }

    BareChrome(Path folder, Window window) throws IOException {
        this(folder, TestBrowsers.CHROMIUM, window);
    }

    private BareChrome(Path folder, String binary, Window window) throws IOException {
        Alarm alarm = new Alarm();
        patience = new Patience(new SystemTime(), alarm);
        launcher =
                new ChromeLauncher(
                        TestBrowsers.in(folder, binary),
                        new Extension(
                                TestExtension.FOLDER.toString(),
                                TestExtension.ID,
                                null,
                                Worker.MAY_SLEEP),
                        window,
                        relay.address(),
                        new Commands(alarm, () -> {}),
                        patience,
                        1);
    }

    @Override
    public void close() {
        launcher.end();
        // Without a marker in our own environment the launcher knows no children.
        ProcessHandle.current()
                .children()
                .filter(each -> each.info().command().orElse("").contains("chromedriver"))
                .forEach(ProcessHandle::destroyForcibly);
        relay.close();
    }
}
