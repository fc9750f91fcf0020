package dev.lawn.faults.lawn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to run one Lawn.
 *
 * @param workers class path of its workers
 * @param user as whom it runs; null for whoever runs this
 * @param clock its own wall clock; null for the host's
 */
public record Setup(
        Path stateDir,
        Path accounts,
        String workers,
        @Nullable String user,
        @Nullable WallClock clock) {

    /** One that lives by the host's clock. */
    public Setup(Path stateDir, Path accounts, String workers, @Nullable String user) {
        this(stateDir, accounts, workers, user, null);
    }

    /** The same by a clock of its own. */
    public Setup by(WallClock own) {
        return new Setup(stateDir, accounts, workers, user, own);
    }

    /** The words before a command that make it that user's; none where there is none. */
    List<String> asUser() throws IOException {
        return user == null ? List.of() : PlainUser.words(user);
    }

    /** The words before a command that make it live by that clock; none for the host's. */
    List<String> byClock() throws IOException {
        return clock == null ? List.of() : clock.words();
    }

    boolean isRoot() {
        return user == null && System.getProperty("user.name").equals("root");
    }
}
