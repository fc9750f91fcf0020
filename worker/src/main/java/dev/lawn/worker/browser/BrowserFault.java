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

    /**
     * The same of a browser that is not up yet, where one that hangs cannot be told from a slow
     * one.
     */
    public BrowserFault whileStarting() {
        return switch (reason) {
            case DRIVER_HUNG, BROWSER_HUNG, RENDERER_HUNG ->
                    new BrowserFault(Reason.START_TIMEOUT, String.valueOf(getMessage()));
            default -> this;
        };
    }

    /** Whether there is a browser left that could quit; to ask any other would only cost time. */
    public boolean leavesBrowserToQuit() {
        return switch (reason) {
            case BROWSER_HUNG, BROWSER_DIED, DRIVER_HUNG, DRIVER_DIED, START_TIMEOUT -> false;
            default -> true;
        };
    }

    /** Whether a new tab, and the extension loaded anew, may mend it. */
    public boolean isMendable() {
        return switch (reason) {
            case RENDERER_CRASHED, RENDERER_HUNG, EXTENSION_DEAD -> true;
            default -> false;
        };
    }
}
