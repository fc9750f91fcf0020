package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.config.ConfigException;
import dev.lawn.supervisor.config.ConfigLoader;
import dev.lawn.supervisor.config.Loaded;
import dev.lawn.supervisor.config.Problem;
import dev.lawn.supervisor.run.PlanSource;
import dev.lawn.supervisor.run.UserException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Loads accounts.yaml for the commands: every problem on a line of its own, exit code 78. */
final class Configuration {

    private Configuration() {}

    static Loaded load(Path accounts) throws UserException {
        try {
            return new ConfigLoader(Host.extensions(), Host::environment).load(accounts);
        } catch (ConfigException e) {
            throw new UserException(UserException.CONFIGURATION, lines(e.problems()));
        }
    }

    /** The plan as {@code up} runs it. */
    static PlanSource.Given given(Path accounts, ListenOptions listen) throws UserException {
        Loaded loaded = load(accounts);
        return new PlanSource.Given(
                listen.over(loaded.plan()),
                loaded.warnings().stream().map(Problem::toString).toList());
    }

    static String lines(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
