package dev.lawn.faults;

import dev.lawn.faults.lawn.Installation;
import dev.lawn.faults.report.ReliabilityDoc;
import dev.lawn.faults.row.Bench;
import dev.lawn.faults.soak.Soak;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "soak",
        description = "Draws a random fault every 30 s and measures what recovers and what grows.",
        mixinStandardHelpOptions = true)
final class SoakCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    @Mixin private RunOptions options = new RunOptions();

    @Option(names = "--minutes", paramLabel = "N", required = true, description = "How long.")
    private int minutes;

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.printf("seed %d%n", options.seed());
        Installation installation = Installation.ofProperties();
        try (Bench bench =
                new Bench(
                        installation,
                        options.seed(),
                        options.user(),
                        options.nodes(),
                        Duration.ZERO)) {
            Soak soak = new Soak(bench, System.out::println);
            soak.run(Duration.ofMinutes(minutes));
            bench.endShared();
            soak.lines().forEach(System.out::println);
            String command =
                    "./dev soak --minutes %d --nodes %d --seed %d"
                            .formatted(minutes, options.nodes(), options.seed());
            new ReliabilityDoc(installation.home())
                    .soak(command, soak.lines(), options.user(), bench.containment());
            return soak.held() ? 0 : FAILED;
        }
    }
}
