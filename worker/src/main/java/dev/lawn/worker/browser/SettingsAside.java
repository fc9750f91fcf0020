package dev.lawn.worker.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The two files of a profile that hold the browser's own settings, moved out of the way. Chromium
 * itself heals them when they are broken, but chromedriver reads them first and refuses to start;
 * measured with version 156. The node's session is in neither.
 *
 * @param profile where they belong
 */
record SettingsAside(Path profile) {

    private static final List<String> FILES = List.of("Local State", "Default/Preferences");

    /** Moves them. */
    static SettingsAside put(Path profile) {
        FILES.forEach(each -> move(profile.resolve(each), bad(profile, each)));
        return new SettingsAside(profile);
    }

    /** They were not to blame: they take their places again. */
    void putBack() {
        FILES.forEach(each -> move(bad(profile, each), profile.resolve(each)));
    }

    private static Path bad(Path profile, String file) {
        return profile.resolve(file + ".bad");
    }

    private static void move(Path from, Path to) {
        try {
            if (Files.exists(from)) {
                Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move " + from, e);
        }
    }
}
