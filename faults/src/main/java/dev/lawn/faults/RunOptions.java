package dev.lawn.faults;

import dev.lawn.faults.lawn.Installation;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What both commands take. */
final class RunOptions {

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Repeats the draws of an earlier run (default: drawn and printed).")
    private long seed = ThreadLocalRandom.current().nextLong(1_000_000);

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Run Lawn as this plain user, Chrome in its sandbox; takes root.")
    private @Nullable String user;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many nodes with real browsers (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--containment",
            paramLabel = "RUNG",
            description =
                    "Have Lawn hold processes together this way (limits.containment); docs/reliability.md stays as it is.")
    private @Nullable String containment;

    long seed() {
        return seed;
    }

    @Nullable String user() {
        return user;
    }

    /** The Lawn to measure, set up as asked. */
    Installation installation() {
        return Installation.ofProperties().containedBy(containment);
    }

    /** Whether Lawn does as it would by itself, which is what the document tells of. */
    boolean areUsual() {
        return containment == null;
    }

    /** All of them as they would be typed. */
    String words() {
        return "--seed %d --nodes %d%s"
                .formatted(seed, nodes, user == null ? "" : " --user " + user);
    }

    int nodes() {
        return nodes;
    }
}
