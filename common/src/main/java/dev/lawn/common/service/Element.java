package dev.lawn.common.service;

/**
 * How to find one element of a page.
 *
 * @param by the way of looking
 * @param value what to look for; texts are compared without regard to case and outer white space
 */
public record Element(By by, String value) {

    /** Ways of finding an element, in the words of service.yaml. */
    public enum By {
        /** Its {@code name} attribute. */
        NAME,
        /** A button (or what has that role) with this text. */
        BUTTON,
        /** The innermost element with this text. */
        TEXT,
        /** A CSS selector. */
        CSS,
        /** An XPath expression. */
        XPATH
    }

    @Override
    public String toString() {
        return by.name().toLowerCase(java.util.Locale.ROOT) + " \"" + value + "\"";
    }
}
