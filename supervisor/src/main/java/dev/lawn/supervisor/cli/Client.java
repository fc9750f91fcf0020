package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.control.ControlClient;
import dev.lawn.supervisor.run.ControlFiles;
import dev.lawn.supervisor.run.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the running supervisor and asks it something. */
final class Client {

    private Client() {}

    /** A question to a supervisor. */
    interface Question<T> {
        T ask(ControlClient client) throws IOException, InterruptedException;
    }

    /**
     * Asks the first supervisor that answers.
     *
     * @param stateDirs where one may have said that it runs
     */
    static <T> T ask(List<Path> stateDirs, Question<T> question)
            throws UserException, InterruptedException {
        String lastWord = "";
        for (Path stateDir : stateDirs) {
            try {
                Optional<ControlClient> client = client(stateDir);
                if (client.isPresent()) {
                    return question.ask(client.get());
                }
            } catch (IOException e) {
                lastWord = " (" + stateDir + ": " + e.getMessage() + ")";
            }
        }
        throw new UserException(
                UserException.UNAVAILABLE,
                "no supervisor is running%s; start one with: lawn up, or try: lawn demo"
                        .formatted(lastWord));
    }

    private static Optional<ControlClient> client(Path stateDir) throws IOException {
        return ControlFiles.client(stateDir)
                .map(
                        found ->
                                Host.variable("LAWN_CONTROL")
                                        .map(address -> new ControlClient(address, found.token()))
                                        .orElse(found));
    }
}
