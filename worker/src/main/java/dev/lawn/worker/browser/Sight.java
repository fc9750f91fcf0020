package dev.lawn.worker.browser;

import java.util.Optional;

/**
 * What one look at a page showed.
 *
 * @param address of the page at that moment
 * @param status the HTTP status the page came with; 0 where there is none
 * @param isComplete whether all of the page has come
 * @param hit the first of the elements looked for that was visible; empty for none of them
 */
public record Sight(String address, int status, boolean isComplete, Optional<Hit> hit) {

    /** A page between two pages: nothing to see. */
    public static final Sight NOTHING = new Sight("", 0, false, Optional.empty());

    /** A tab to which no page has come yet. */
    static final Sight BLANK = new Sight("about:blank", 0, false, Optional.empty());

    /** Where Chrome shows its own errors. To WebDriver such a page looks like success. */
    private static final String ERROR_PAGE = "chrome-error:";

    /** Whether the browser shows an error of its own in place of the page. */
    public boolean isErrorPage() {
        return address.startsWith(ERROR_PAGE);
    }

    /** Whether no page has come yet. */
    public boolean isBlank() {
        return address.isEmpty() || address.startsWith("about:");
    }

    /** Whether the server said that it cannot serve the page. */
    public boolean isServerError() {
        return status >= 500;
    }

    /** Whether the server said that it is asked too often. */
    public boolean isTooManyRequests() {
        return status == 429;
    }

    /**
     * A visible element.
     *
     * @param index its place in the list of elements looked for
     * @param selector which of the element's selectors found it, counted from 0
     * @param handle the page's own name for it, good until the page changes
     * @param text of the element, white space squeezed and its end cut off where it is long; it may
     *     hold anything, so it is for reading only and never passed on
     */
    public record Hit(int index, int selector, Object handle, String text) {

        /** The same, counted from another place in the list. */
        public Hit from(int first) {
            return new Hit(index - first, selector, handle, text);
        }

        /** Without the text. */
        @Override
        public String toString() {
            return "Hit[index=%d, selector=%d]".formatted(index, selector);
        }
    }
}
