package dev.lawn.common.service;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page whose texts say what nothing else does. Each null is what it does not show.
 *
 * @param address on the web, or of a page of the extension
 * @param every how often it is opened; each time is a page load through the node's proxy
 * @param connected what says that the node is connected
 * @param networkQuality the node's
 * @param points of the account
 * @param devices how many the account has
 * @param uptime of the account, in seconds
 */
public record StatusPage(
        URI address,
        Duration every,
        @Nullable ShownWord connected,
        @Nullable ShownNumber networkQuality,
        @Nullable ShownText points,
        @Nullable ShownText devices,
        @Nullable ShownText uptime) {

    /** What stands in those texts that there are. */
    public List<Element> elements() {
        return Stream.of(
                        connected == null ? null : connected.text(),
                        networkQuality == null ? null : networkQuality.text(),
                        points,
                        devices,
                        uptime)
                .filter(Objects::nonNull)
                .map(ShownText::find)
                .toList();
    }

    /**
     * A text of the page.
     *
     * @param find the element it stands in
     * @param pattern a regular expression whose only group is what counts; null for all of the
     *     element's text
     */
    public record ShownText(Element find, @Nullable String pattern) {}

    /**
     * A word of the page.
     *
     * @param is the word that means yes; letter case does not count
     */
    public record ShownWord(ShownText text, String is) {}

    /**
     * A part of a whole.
     *
     * @param of the number that stands for the whole: 100 for a percentage, 1 for a ratio
     */
    public record ShownNumber(ShownText text, double of) {}
}
