package dev.lawn.worker.browser;

import java.io.IOException;
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

    /** What {@link UnfinishedTrial} says while they are aside. */
    static final String NAME = "settings";

    private static final List<String> FILES = List.of("Local State", "Default/Preferences");

    /** Moves them. */
    static SettingsAside put(Path profile) {
        try {
            for (String each : FILES) {
                forgetEarlier(bad(profile, each));
            }
            UnfinishedTrial.beside(profile).begin(NAME);
            for (String each : FILES) {
                move(profile.resolve(each), bad(profile, each));
            }
            return new SettingsAside(profile);
        } catch (IOException e) {
            throw DiskFaults.of("the settings in %s cannot be put aside".formatted(profile), e);
        }
    }

    /** They were not to blame: they take their places again. */
    void putBack() {
        try {
            for (String each : FILES) {
                move(bad(profile, each), profile.resolve(each));
            }
        } catch (IOException e) {
            throw DiskFaults.of("the settings in %s cannot be put back".formatted(profile), e);
        }
        UnfinishedTrial.beside(profile).end();
    }

    /** They were to blame. */
    void keepAside() {
        UnfinishedTrial.beside(profile).end();
    }

    private static Path bad(Path profile, String file) {
        return profile.resolve(file + ".bad");
    }

    /** Of an earlier time, and not to be put back in this one. */
    private static void forgetEarlier(Path bad) throws IOException {
        // A folder of theirs may itself be broken, and no folder.
        if (Files.exists(bad)) {
            Files.delete(bad);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
