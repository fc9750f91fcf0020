package dev.lawn.faults;

import dev.lawn.faults.lawn.Installation;
import dev.lawn.faults.report.ReliabilityDoc;
import dev.lawn.faults.report.RunInfo;
import dev.lawn.faults.thrift.Outcome;
import dev.lawn.faults.thrift.ThriftTrial;
import dev.lawn.faults.world.MeteredWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "thrift",
        description =
                "Measures at the proxy what connected nodes cost, and compares the relay's counts with the proxy's.",
        mixinStandardHelpOptions = true)
final class ThriftCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long the steady state is watched (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many nodes with real browsers (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--haste",
            paramLabel = "K",
            defaultValue = "3",
            description =
                    "Ask the API and for the exit IP K times as often as ships, and count it as K times the time (default: ${DEFAULT-VALUE}).")
    private int haste;

    @Option(names = "--write", description = "Write the figures into docs/performance.md.")
    private boolean write;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (minutes < 1 || nodes < 1 || haste < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--minutes, --nodes and --haste must be 1 or more");
        }
        Installation installation = Installation.ofProperties();
        String command =
                "./dev thrift --minutes %d --nodes %d --haste %d".formatted(minutes, nodes, haste);
        RunInfo run = RunInfo.begin(installation.home(), command, null);
        try (MeteredWorld world = MeteredWorld.create(installation, nodes, haste)) {
            Outcome outcome =
                    new ThriftTrial(world, haste, System.out::println)
                            .run(Duration.ofMinutes(minutes));
            outcome.lines().forEach(System.out::println);
            if (write) {
                ReliabilityDoc.performance(installation.home())
                        .section("## The steady state\n", run, outcome.lines());
            }
            return outcome.broken().isEmpty() ? 0 : FAILED;
        }
    }
}
