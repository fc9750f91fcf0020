package dev.lawn.faults.report;

import dev.lawn.common.time.SystemTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was run, and of what; asked when the run begins, for the sources may move on meanwhile.
 *
 * @param command with every option, so that it can be repeated
 * @param user as whom Lawn ran; null for whoever ran the command
 */
public record RunInfo(String command, Instant at, String commit, @Nullable String user) {

    /** One that begins now. */
    public static RunInfo begin(Path home, String command, @Nullable String user) {
        Instant now = new SystemTime().now().truncatedTo(ChronoUnit.MINUTES);
        return new RunInfo(command, now, commit(home), user);
    }

    /** The short name of HEAD; with a plus where the sources differ from it. */
    private static String commit(Path home) {
        try {
            String head = git(home, "rev-parse", "--short", "HEAD").strip();
            // A run before this one may have written there.
            String changed = git(home, "status", "--porcelain", "--", ".", ":!docs");
            return changed.isBlank() ? head : head + "+";
        } catch (IOException _) {
            return "no-commit";
        }
    }

    private static String git(Path home, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", home.toString()));
        command.addAll(List.of(words));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("git tells nothing of " + home);
        }
        return output;
    }

    /** By which lines name their run: a moment and a commit. */
    String id() {
        return "%s %s".formatted(at, commit).replace(":00Z", "Z");
    }

    /** The user, for a heading. */
    String userName() {
        return user == null ? System.getProperty("user.name") : user;
    }
}
