package dev.lawn.supervisor.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --state-dir}, the same in every command. */
final class StateDirOption {

    /** The demo keeps its things apart from a real fleet's. */
    private static final String DEMO = "demo";

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description =
                    "Where Lawn keeps profiles, logs and tokens (default: $$STATE_DIRECTORY,"
                            + " $$LAWN_STATE_DIR, ~/.local/state/lawn; the demo: demo/ in it).")
    private @Nullable Path given;

    Path forUp() {
        return given == null ? Host.defaultStateDir() : given.toAbsolutePath();
    }

    Path forDemo() {
        return given == null ? Host.defaultStateDir().resolve(DEMO) : given.toAbsolutePath();
    }

    /** Where a client may look: a real fleet first, then the demo. */
    List<Path> forClient() {
        return given == null
                ? List.of(Host.defaultStateDir(), Host.defaultStateDir().resolve(DEMO))
                : List.of(given.toAbsolutePath());
    }
}
