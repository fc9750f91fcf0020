package dev.lawn.worker.browser;

import java.util.Optional;

/** What a page looked like, without what must not be seen. */
public final class PageEvidence {

    private final Optional<byte[]> picture;
    private final String outline;

    PageEvidence(Optional<byte[]> picture, String outline) {
        this.picture = picture;
        this.outline = outline;
    }

    /** PNG; empty where the page would not stay masked. */
    public Optional<byte[]> picture() {
        return picture;
    }

    /** Lines of text. */
    public String outline() {
        return outline;
    }
}
