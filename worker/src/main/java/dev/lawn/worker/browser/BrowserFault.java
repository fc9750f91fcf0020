package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;

/** The browser, its driver or the extension in it cannot go on. The worker ends over it. */
public final class BrowserFault extends RuntimeException {

    private final Reason reason;

    /**
     * @param reason what went wrong, in the closed list
     * @param detail for people; never what was typed into a page
     */
    public BrowserFault(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Whether asking the browser to quit would only cost time. */
    public boolean isHung() {
        return reason == Reason.BROWSER_HUNG;
    }
}
