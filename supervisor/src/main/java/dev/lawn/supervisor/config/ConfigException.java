package dev.lawn.supervisor.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used. Its message has one line per problem. */
public final class ConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * @param problems at least one, in the order of the files
     */
    public ConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, in the order of the files and their lines; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
