package dev.lawn.worker.browser;

import java.time.Duration;

/** A running Chrome. One thread at a time gives it commands. */
final class Chrome implements Browser {

    /** A clean quit writes the profile out; longer than this it hangs. */
    private static final Duration QUIT = Duration.ofSeconds(5);

    private final ChromeSession driver;
    private final Commands commands;
    private final Tabs tabs;
    private final String extensionId;
    private final ExtensionPage parked;

    Chrome(ChromeSession driver, Commands commands, String firstTab, String extensionId) {
        this.driver = driver;
        this.commands = commands;
        this.extensionId = extensionId;
        tabs = new Tabs(driver, commands, firstTab);
        parked = new ParkedTab(tabs, firstTab);
    }

    @Override
    public ExtensionPage extension() {
        return parked;
    }

    @Override
    public Page newPage() throws InterruptedException {
        return new WebPage(tabs, tabs.open());
    }

    @Override
    public String extensionAddress(String path) {
        return "chrome-extension://" + extensionId + "/" + path;
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
