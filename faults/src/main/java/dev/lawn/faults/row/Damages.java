package dev.lawn.faults.row;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Browsers that are none, and profiles that no browser would write. */
final class Damages {

    private static final byte[] GARBAGE = "{\"half\": \u0000".getBytes(StandardCharsets.UTF_8);

    /** Else the look at the host before the start would refuse it. */
    private static final String ANSWERS_VERSION =
            "case \"$1\" in --version) exec chromium --version ;; esac\n";

    private Damages() {}

    /** A shell script in place of the browser; Lawn reads its configuration only once. */
    static Row browser(String name, String script, long within, long back, Set<String> reasons) {
        AtStart experiment =
                new AtStart(
                        (world, on) -> {
                            if (on) {
                                world.setBrowser(
                                        world.workspace()
                                                .script("browser", ANSWERS_VERSION + script));
                            } else {
                                // The same path, so that the next start finds a browser there.
                                Path _ =
                                        world.workspace().script("browser", "exec chromium \"$@\"");
                            }
                        },
                        reasons,
                        Duration.ofSeconds(within),
                        Duration.ofSeconds(back));
        return new Row(
                name,
                List.of("G3", "G4", "G14"),
                "a true reason ≤ %d s, back ≤ %d s".formatted(within, back),
                experiment);
    }

    static Row profile(String name, Profiled.Damage damage, Duration back) {
        return new Row(
                name,
                List.of("G3", "G4"),
                "earns on it ≤ %d s".formatted(back.toSeconds()),
                new Profiled(damage, back));
    }

    /** As a profile looks whose host got another name. */
    static void lock(Path profile) throws IOException {
        Path lock = profile.resolve("SingletonLock");
        Files.deleteIfExists(lock);
        Files.createSymbolicLink(lock, Path.of("otherhost-123"));
    }

    /** As after a power cut: what was to be rewritten is half there. */
    static void corrupt(Path profile) throws IOException {
        Files.write(profile.resolve("Local State"), GARBAGE);
        Files.write(profile.resolve("Default").resolve("Preferences"), GARBAGE);
        Files.write(profile.resolve("Default").resolve("Secure Preferences"), GARBAGE);
    }
}
