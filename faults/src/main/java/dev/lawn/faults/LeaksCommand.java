package dev.lawn.faults;

import dev.lawn.faults.lawn.Installation;
import dev.lawn.faults.leak.LeakTrial;
import dev.lawn.faults.world.FencedWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "leaks",
        description =
                "Runs a node in a network of its own, and counts what leaves it by another way than the proxy; takes root.",
        mixinStandardHelpOptions = true)
final class LeaksCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long with a proxy that works (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (FencedWorld world = FencedWorld.create(Installation.ofProperties())) {
            List<String> broken =
                    new LeakTrial(world, System.out::println)
                            .run(Duration.ofMinutes(minutes), Duration.ofMinutes(1));
            broken.forEach(line -> System.out.println("broken: " + line));
            System.out.println(broken.isEmpty() ? "holds" : "does not hold");
            return broken.isEmpty() ? 0 : FAILED;
        }
    }
}
