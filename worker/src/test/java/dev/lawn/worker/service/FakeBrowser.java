package dev.lawn.worker.service;

import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.time.Time;
import dev.lawn.worker.browser.Browser;
import dev.lawn.worker.browser.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A browser whose pages show what a test says. */
final class FakeBrowser implements Browser {

    /** Every page that was opened. */
    final List<FakePage> pages = new ArrayList<>();

    /** Makes a new page show something. */
    Consumer<FakePage> onNewPage = _ -> {};

    private final FakeExtension extension;

    FakeBrowser(FakeExtension extension) {
        this.extension = extension;
    }

    /** A reader of that service's status, with a new run's pace of pages. */
    StatusReader reader(ServiceDefinition service, Time time) throws InterruptedException {
        return StatusReader.fromNowOn(service, this, new PageConversation(service, time), time);
    }

    /** How many pages are open. */
    long open() {
        return pages.stream().filter(each -> !each.done.contains("close")).count();
    }

    @Override
    public FakeExtension extension() {
        return extension;
    }

    @Override
    public Page newPage() {
        FakePage page = new FakePage();
        pages.add(page);
        onNewPage.accept(page);
        return page;
    }

    @Override
    public boolean canMend() {
        return false;
    }

    @Override
    public void mend() {
        throw new UnsupportedOperationException();
    }

    @Override
    public OptionalInt debugPort() {
        return OptionalInt.empty();
    }

    @Override
    public String extensionAddress(String path) {
        return "chrome-extension://id/" + path;
    }
}
