package dev.lawn.common.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which browser a program is, by what it says when asked for its {@code --version}. Nothing else
 * tells: to WebDriver and DevTools Google Chrome and Chromium have the same name.
 *
 * @param name as it says it, such as {@code Google Chrome}
 * @param version with all its parts, {@code 156.0.8078.79}
 */
public record BrowserProduct(Brand brand, String name, String version) {

    /** Whose rules it follows when it comes to loading extensions. */
    public enum Brand {
        /** Its maker's own build, in any channel. */
        GOOGLE_CHROME,
        /** Chromium as it is, and Chrome for Testing, which is meant to be driven. */
        CHROMIUM,
        /** Somebody else's build of Chromium. */
        OTHER
    }

    private static final Pattern WORDS =
            Pattern.compile(
                    "^\\s*(?<name>\\S(?:.{0,60}\\S)?)\\s+(?<version>\\d{1,6}(?:\\.\\d{1,6}){1,3})\\b");

    /** The product; empty where the words name none. */
    public static Optional<BrowserProduct> of(String words) {
        return words.lines()
                .map(WORDS::matcher)
                .filter(Matcher::find)
                .map(found -> of(found.group("name"), found.group("version")))
                .findFirst();
    }

    private static BrowserProduct of(String name, String version) {
        Brand brand =
                switch (name) {
                    case "Google Chrome" -> Brand.GOOGLE_CHROME;
                    case "Chromium", "Google Chrome for Testing" -> Brand.CHROMIUM;
                    default -> Brand.OTHER;
                };
        return new BrowserProduct(brand, name, version);
    }

    /** The part of the version before its first dot. */
    public int major() {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }

    /**
     * Whether it takes an extension through its debugging pipe alone: Google Chrome has not minded
     * {@code --load-extension} since 137, and WebDriver BiDi does without the pipe since 149.
     */
    public boolean needsPipe() {
        return brand == Brand.GOOGLE_CHROME && major() >= 137 && major() < 149;
    }

    /** {@code Google Chrome 148.0.7700.10}. */
    @Override
    public String toString() {
        return name + " " + version;
    }
}
