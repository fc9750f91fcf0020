package dev.lawn.faults.world;

import dev.lawn.faults.lawn.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The definition of Grass as it ships, but for two times: how often the API and for the exit IP is
 * asked. What comes by the hour comes by the minute then.
 */
final class HastyGrass {

    private static final Pattern API = Pattern.compile("(?m)^  api: (\\d+)m\\b.*$");
    private static final Pattern EGRESS = Pattern.compile("(?m)^  egress: (\\d+)m\\b.*$");

    /** What holds where a definition does not say, by docs/services.md. */
    private static final int USUAL_EGRESS_MINUTES = 10;

    private static final int SECONDS = 60;

    private HastyGrass() {}

    /** The same programs, with a home of their own in the workspace. */
    static Installation of(Installation installation, Workspace workspace, int haste)
            throws IOException {
        Path home = workspace.root().resolve("home");
        Path grass = Files.createDirectories(home.resolve("extensions/grass"));
        Path supervisor = Files.createDirectories(home.resolve("supervisor"));
        Files.copy(
                installation.home().resolve("supervisor/jvm.options"),
                supervisor.resolve("jvm.options"));
        String shipped =
                Files.readString(installation.home().resolve("extensions/grass/service.yaml"));
        Files.writeString(grass.resolve("service.yaml"), hasty(shipped, haste));
        return installation.at(home);
    }

    private static String hasty(String shipped, int haste) throws IOException {
        Matcher api = API.matcher(shipped);
        if (!api.find()) {
            throw new IOException("extensions/grass/service.yaml has no timings.api in minutes");
        }
        Matcher egress = EGRESS.matcher(shipped);
        int minutes = egress.find() ? Integer.parseInt(egress.group(1)) : USUAL_EGRESS_MINUTES;
        String times =
                "  api: %ds%n  egress: %ds"
                        .formatted(
                                Integer.parseInt(api.group(1)) * SECONDS / haste,
                                minutes * SECONDS / haste);
        return API.matcher(EGRESS.matcher(shipped).replaceFirst("")).replaceFirst(times);
    }
}
