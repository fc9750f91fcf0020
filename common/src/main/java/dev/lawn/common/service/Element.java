package dev.lawn.common.service;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How to find one element of a page. Only what a person can see is found.
 *
 * @param selectors ways of finding it, at least one; the first that finds something counts
 */
public record Element(List<Selector> selectors) {

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
        XPATH,
        /** Its ARIA role, whether it is written there or comes with the kind of element. */
        ROLE,
        /**
         * What a box of the page said, such as one of {@code alert()}, has this text in it. Nothing
         * that can be clicked or typed into.
         */
        ALERT
    }

    /**
     * One way of finding it.
     *
     * @param by the way of looking
     * @param value what to look for; texts are compared without regard to case and outer white
     *     space
     * @param named of what has the role, the one a screen reader calls so; null for any
     */
    public record Selector(By by, String value, @Nullable String named) {

        @Override
        public String toString() {
            String way = by.name().toLowerCase(java.util.Locale.ROOT) + " \"" + value + "\"";
            return named == null ? way : way + " named \"" + named + "\"";
        }
    }

    public Element {
        selectors = List.copyOf(selectors);
    }

    /** One that is found in one way. */
    public Element(By by, String value) {
        this(List.of(new Selector(by, value, null)));
    }

    @Override
    public String toString() {
        return selectors.stream().map(Selector::toString).collect(Collectors.joining(" or "));
    }
}
