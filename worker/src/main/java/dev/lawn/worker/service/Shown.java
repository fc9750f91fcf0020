package dev.lawn.worker.service;

import dev.lawn.common.service.StatusPage;
import dev.lawn.common.service.StatusPage.ShownNumber;
import dev.lawn.common.service.StatusPage.ShownText;
import dev.lawn.common.service.StatusPage.ShownWord;
import dev.lawn.worker.browser.Page;
import dev.lawn.worker.browser.Sight;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a page says of a node's status; each null is unknown.
 *
 * @param connected whether the word there means so
 * @param networkQuality 0 to 1
 * @param points of the account
 * @param devices how many the account has
 * @param uptimeSeconds of the account
 */
record Shown(
        @Nullable Boolean connected,
        @Nullable Double networkQuality,
        @Nullable Double points,
        @Nullable Integer devices,
        @Nullable Long uptimeSeconds) {

    static final Shown NOTHING = new Shown(null, null, null, null, null);

    /** Reads each value once. */
    static Shown on(Page page, StatusPage definition) throws InterruptedException {
        return new Shown(
                word(page, definition.connected()),
                part(page, definition.networkQuality()),
                number(page, definition.points()),
                Quantity.count(number(page, definition.devices())),
                Quantity.seconds(number(page, definition.uptime())));
    }

    private static @Nullable Boolean word(Page page, @Nullable ShownWord word)
            throws InterruptedException {
        String said = word == null ? null : text(page, word.text());
        return (word == null || said == null) ? null : (Boolean) word.is().equalsIgnoreCase(said);
    }

    private static @Nullable Double part(Page page, @Nullable ShownNumber number)
            throws InterruptedException {
        return number == null ? null : Quantity.ratio(number(page, number.text()), number.of());
    }

    private static @Nullable Double number(Page page, @Nullable ShownText text)
            throws InterruptedException {
        return text == null ? null : Quantity.shown(text(page, text));
    }

    private static @Nullable String text(Page page, ShownText text) throws InterruptedException {
        Optional<Sight.Hit> hit = page.glance(List.of(text.find())).hit();
        return hit.map(found -> counting(text.pattern(), found.text()))
                .map(String::strip)
                .filter(found -> !found.isEmpty())
                .orElse(null);
    }

    /** Null where the pattern finds nothing, or its group takes no part. */
    private static @Nullable String counting(@Nullable String pattern, String text) {
        if (pattern == null) {
            return text;
        }
        Matcher found = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(text);
        return found.find() ? found.group(1) : null;
    }
}
