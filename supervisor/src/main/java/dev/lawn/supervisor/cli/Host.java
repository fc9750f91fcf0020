package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.run.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the commands take from the process around them: where Lawn is, who runs it, its environment.
 */
final class Host {

    /** Belongs to the effective user of this process; proc(5). */
    private static final Path SELF = Path.of("/proc/self");

    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private static final String UNKNOWN_HOST = "HOST";

    private Host() {}

    /** Where Lawn is installed; the {@code lawn} script says so. */
    static Path home() {
        return Path.of(Optional.ofNullable(System.getProperty("lawn.home")).orElse("."))
                .toAbsolutePath()
                .normalize();
    }

    static Path extensions() {
        return home().resolve("extensions");
    }

    /** The worker's jars; the {@code lawn} script says where they are. */
    static String workerClassPath() {
        return Optional.ofNullable(System.getProperty("lawn.worker.classpath"))
                .orElseGet(
                        () ->
                                home()
                                        + "/worker/target/lawn-worker.jar:"
                                        + home()
                                        + "/worker/target/lib/*");
    }

    /** By the user id, as Chrome decides whether its sandbox works: root may have any name. */
    static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(SELF, "unix:uid"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell who runs Lawn: is /proc mounted?", e);
        }
    }

    /** Refuses a command that starts browsers, unless {@code --allow-root} was said. */
    static void refuseRoot(String command, boolean allowed) throws UserException {
        if (isRoot() && !allowed) {
            throw new UserException(
                    UserException.CONFIGURATION,
                    command
                            + " does not run as root, since Chrome has no sandbox there; run it as"
                            + " a plain user, or say --allow-root");
        }
    }

    /** {@code $STATE_DIRECTORY} (systemd), {@code $LAWN_STATE_DIR}, {@code ~/.local/state/lawn}. */
    static Path defaultStateDir() {
        return variable("STATE_DIRECTORY")
                .or(() -> variable("LAWN_STATE_DIR"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local/state/lawn"))
                .toAbsolutePath();
    }

    static Path defaultAccounts() {
        return variable("LAWN_ACCOUNTS")
                .map(Path::of)
                .orElseGet(() -> home().resolve("accounts.yaml"));
    }

    /** By which the host knows itself; {@code HOST} where it may be about another one. */
    static String name() {
        try {
            return variable("LAWN_CONTROL").isPresent()
                    ? UNKNOWN_HOST
                    : Files.readString(HOST_NAME).strip();
        } catch (IOException _) {
            return UNKNOWN_HOST;
        }
    }

    static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    static @Nullable String environment(String name) {
        return System.getenv(name);
    }
}
