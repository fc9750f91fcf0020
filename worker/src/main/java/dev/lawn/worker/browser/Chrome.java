package dev.lawn.worker.browser;

import dev.lawn.common.proc.Procfs;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running Chrome. One thread at a time gives it commands. */
final class Chrome implements Browser {

    /** A clean quit writes the profile out; longer than this it hangs. */
    private static final Duration QUIT = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(Chrome.class);

    private final long pid;
    private final ChromeSession driver;
    private final Commands commands;
    private final Loader loader;
    private final Tabs tabs;
    private final Alerts alerts = new Alerts();
    private final ExtensionPage parked;

    /**
     * @param pid of the browser's main process
     * @param loader loads the extension into it and parks the current tab
     */
    Chrome(long pid, ChromeSession driver, Commands commands, String firstTab, Loader loader) {
        this.pid = pid;
        this.driver = driver;
        this.commands = commands;
        this.loader = loader;
        tabs = new Tabs(driver, commands, firstTab);
        parked = new ParkedTab(tabs, loader.address(""));
    }

    @Override
    public ExtensionPage extension() {
        return parked;
    }

    @Override
    public Page newPage() throws InterruptedException {
        alerts.listen(driver, commands);
        return new WebPage(tabs, tabs.open(), alerts);
    }

    @Override
    public String extensionAddress(String path) {
        return loader.address(path);
    }

    @Override
    public OptionalInt debugPort() {
        return driver.debugPort();
    }

    /** Loads the extension for the first time. */
    void load() throws InterruptedException {
        loader.load(driver);
    }

    @Override
    public boolean canMend() {
        return loader.isRepeatable();
    }

    @Override
    public void mend() throws InterruptedException {
        if (!tabs.closeFailedPage()) {
            reload();
        }
    }

    private void reload() throws InterruptedException {
        // A page of the extension shares its renderer: a stopped one would stop the new tab too.
        List<ProcessHandle> renderers = extensionRenderers();
        renderers.forEach(ProcessHandle::destroyForcibly);
        log.info("ended {} renderers, loading the extension anew", renderers.size());
        // The last tab of an extension that is loaded anew turns into a start page off the network.
        tabs.replaceAll();
        loader.load(driver);
    }

    /** No others: one of those is the driver's own, through which the extension is loaded. */
    private List<ProcessHandle> extensionRenderers() {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(each -> isExtensionRenderer(each.pid()))
                .toList();
    }

    private static boolean isExtensionRenderer(long pid) {
        // A renderer may have its whole command line in one word.
        return Procfs.process(pid).stream()
                .flatMap(each -> each.command().stream())
                .flatMap(word -> Stream.of(word.split(" ", -1)))
                .anyMatch("--extension-process"::equals);
    }

    /**
     * Quits, so that the profile is whole.
     *
     * @throws BrowserFault where it does not do so in time
     */
    void quit() throws InterruptedException {
        commands.call(
                "quit",
                QUIT,
                () -> {
                    driver.quit();
                    return true;
                });
    }
}
