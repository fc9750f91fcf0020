package dev.lawn.faults.lawn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to run one Lawn.
 *
 * @param workers class path of its workers
 * @param user as whom it runs; null for whoever runs this
 * @param clock its own wall clock; null for the host's
 * @param network its own network; null for the host's
 */
public record Setup(
        Path stateDir,
        Path accounts,
        String workers,
        @Nullable String user,
        @Nullable WallClock clock,
        @Nullable PrivateNetwork network) {

    /** One that lives by the host's clock, in the host's network. */
    public Setup(Path stateDir, Path accounts, String workers, @Nullable String user) {
        this(stateDir, accounts, workers, user, null, null);
    }

    /** The same by a clock of its own. */
    public Setup by(WallClock own) {
        return new Setup(stateDir, accounts, workers, user, own, network);
    }

    /** The same in a network of its own. */
    public Setup in(PrivateNetwork own) {
        return new Setup(stateDir, accounts, workers, user, clock, own);
    }

    /** The words before a command that put it where Lawn runs, as whom Lawn runs. */
    List<String> there() throws IOException {
        List<String> words = new ArrayList<>(network == null ? List.of() : network.words());
        words.addAll(asUser());
        return words;
    }

    /** The words before a command that make it that user's; none where there is none. */
    private List<String> asUser() throws IOException {
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
