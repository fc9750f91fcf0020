package dev.lawn.faults;

import dev.lawn.faults.lawn.Installation;
import dev.lawn.faults.report.ReliabilityDoc;
import dev.lawn.faults.report.RunInfo;
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
        Installation installation = options.installation();
        String command = "./dev soak --minutes %d %s".formatted(minutes, options.words());
        RunInfo run = RunInfo.begin(installation.home(), command, options.user());
        try (Bench bench =
                new Bench(
                        installation,
                        options.seed(),
                        options.user(),
                        options.nodes(),
                        Duration.ZERO)) {
            Soak soak = new Soak(bench, System.out::println);
            ReliabilityDoc doc = new ReliabilityDoc(installation.home());
            Thread cut = new Thread(() -> write(doc, run, soak, bench), "write-soak");
            // Ctrl-C, or a time limit: what was measured until then is worth as much.
            if (options.areUsual()) {
                Runtime.getRuntime().addShutdownHook(cut);
            }
            soak.run(Duration.ofMinutes(minutes));
            bench.endShared();
            soak.lines().forEach(System.out::println);
            return soak.held() ? 0 : FAILED;
        }
    }

    private static void write(ReliabilityDoc doc, RunInfo run, Soak soak, Bench bench) {
        if (!soak.hasFaults()) {
            return; // Nothing to put in the place of an earlier one.
        }
        try {
            doc.soak(run, soak.lines(), bench.containment());
        } catch (IOException e) {
            System.err.println("could not write docs/reliability.md: " + e);
        }
    }
}
