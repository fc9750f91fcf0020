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
 */
public record Setup(Path stateDir, Path accounts, String workers, @Nullable String user) {

    /** The words before a command that make it that user's; none where there is none. */
    List<String> asUser() throws IOException {
        return user == null ? List.of() : PlainUser.words(user);
    }

    boolean isRoot() {
        return user == null && System.getProperty("user.name").equals("root");
    }
}
