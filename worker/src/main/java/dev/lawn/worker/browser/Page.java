package dev.lawn.worker.browser;

import dev.lawn.common.service.Element;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A tab that shows a page. Every method throws {@link BrowserFault} where the browser fails. */
public interface Page {

    /**
     * Goes to that address and does not wait for it: pages that never finish loading are normal.
     */
    void open(String address) throws InterruptedException;

    /** Looks once for the first of these elements that is visible, by any of its selectors. */
    Sight look(List<Element> elements) throws InterruptedException;

    /**
     * The same of a page nothing depends on: where {@link #look} asks one that does not answer
     * again, and the worker is silent for that long, this takes it for hung.
     */
    default Sight glance(List<Element> elements) throws InterruptedException {
        return look(elements);
    }

    /** Clicks. False where the page has changed, or something covers the element, or it is off. */
    boolean click(Sight.Hit hit) throws InterruptedException;

    /**
     * Replaces what a field holds by key strokes. False where the field did not take them all, or
     * something covers it.
     */
    boolean type(Sight.Hit hit, String text) throws InterruptedException;

    /** Presses Enter in a field. False where the page has changed. */
    boolean enter(Sight.Hit hit) throws InterruptedException;

    /** What it looks like, masked; empty where there is nothing, or it cannot be masked. */
    Optional<PageEvidence> evidence(Redaction redaction) throws InterruptedException;

    /**
     * Has it fetch no images, fonts, sound or video from now on. What it has stays, what is under
     * way comes; a captcha may be an image, so not before a sign-in is over. Where it cannot be
     * had, the page costs more and is as good.
     */
    void fetchNoPictures() throws InterruptedException;

    /**
     * Listens from now on for answers by which one of these hosts refuses the page's requests, its
     * own and those of its scripts.
     */
    Refusals refusals(Predicate<String> hosts) throws InterruptedException;

    /** Closes the tab. */
    void close() throws InterruptedException;
}
