package dev.lawn.worker.browser;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What nobody looks at in a page that is only read: images, fonts, sound and video, as far as their
 * address tells. Chrome knows no switch for it that could be thrown after a sign-in, where a
 * captcha is an image.
 */
final class Pictures {

    private static final List<String> ENDINGS =
            List.of(
                    "apng", "avif", "bmp", "gif", "ico", "jpeg", "jpg", "jxl", "png", "svg", "webp",
                    "eot", "otf", "ttf", "woff", "woff2", "aac", "flac", "m4a", "m4v", "mov", "mp3",
                    "mp4", "mpeg", "oga", "ogg", "ogv", "opus", "wav", "webm");

    private Pictures() {}

    /**
     * The parameters of {@code Network.setBlockedURLs} of Chrome's DevTools protocol. It has had
     * {@code urls} for ever and deprecates them; {@code urlPatterns} are known to Chrome from some
     * 140 on. A browser leaves aside what it does not know.
     */
    static Map<String, Object> blocked() {
        return Map.of(
                "urls",
                ENDINGS.stream().flatMap(Pictures::wildcards).toList(),
                "urlPatterns",
                ENDINGS.stream().map(Pictures::pattern).toList());
    }

    /** At the end of the path, or of a part of the query: whoever makes images smaller is told. */
    private static Stream<String> wildcards(String ending) {
        return Stream.of("", "?*", "&*").map(rest -> "*." + ending + rest);
    }

    /** A pattern that says nothing of the query takes any. */
    private static Map<String, Object> pattern(String ending) {
        return Map.of("urlPattern", "*://*:*/*." + ending, "block", true);
    }
}
