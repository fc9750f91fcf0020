package dev.lawn.worker.browser;

import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.Procfs;
import dev.lawn.common.proc.Sweep;
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
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A real Chromium with the test extension, without the worker around it. */
final class BareChrome implements AutoCloseable {

    /** The host may be busy with other tests. */
    static final double STRETCH = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final Patience patience;
    final ChromeLauncher launcher;
    private final Commands commands;
    private final Path profile;
    private final Relay relay = Relay.start(TestRelays.by(null));

    /**
     * @param folder for its profile; the browser itself starts with {@link #launch}
     */
    BareChrome(Path folder) throws IOException {
        this(folder, TestExtension.FOLDER);
    }

    /**
     * @param binary what is started as the browser
     * @param stretch how many times its usual time a start may take
     */
    BareChrome(Path folder, String binary, double stretch) throws IOException {
        this(folder, binary, Window.USUAL, TestExtension.FOLDER, stretch);
    }

    BareChrome(Path folder, Window window) throws IOException {
        this(folder, TestBrowsers.CHROMIUM, window, TestExtension.FOLDER, STRETCH);
    }

    /**
     * @param extension its folder
     */
    BareChrome(Path folder, Path extension) throws IOException {
        this(folder, TestBrowsers.CHROMIUM, Window.USUAL, extension, STRETCH);
    }

    private BareChrome(Path folder, String binary, Window window, Path extension, double stretch)
            throws IOException {
        Alarm alarm = new Alarm();
        patience = new Patience(new SystemTime(), alarm);
        commands = new Commands(alarm, () -> {});
        profile = folder.resolve("profile");
        launcher =
                new ChromeLauncher(
                        TestBrowsers.in(folder, binary),
                        new Extension(
                                extension.toString(),
                                TestExtension.idIn(extension),
                                null,
                                Worker.MAY_SLEEP),
                        window,
                        relay.address(),
                        commands,
                        patience,
                        stretch);
    }

    Browser launch() throws InterruptedException {
        Browser browser = launcher.launch().browser();
        commands.stretch(STRETCH);
        return browser;
    }

    /** Without a marker in our own environment the launcher knows no children. */
    @Override
    public void close() {
        // Before the driver goes: its browser would be nobody's child.
        List<ProcessEntry> started = started();
        try (relay) {
            launcher.end();
        } finally {
            List<ProcessEntry> _ = Sweep.kill(_ -> remaining(started), PATIENCE);
        }
    }

    private static List<ProcessEntry> started() {
        return ProcessHandle.current()
                .children()
                .filter(each -> each.info().command().orElse("").contains("chromedriver"))
                .flatMap(driver -> Stream.concat(Stream.of(driver), driver.descendants()))
                .flatMap(each -> Procfs.process(each.pid()).stream())
                .toList();
    }

    private List<ProcessEntry> remaining(List<ProcessEntry> started) {
        return Stream.concat(started.stream(), BrowserPid.findByProfile(profile).stream())
                .filter(ProcessEntry::isStillThere)
                .toList();
    }
}
