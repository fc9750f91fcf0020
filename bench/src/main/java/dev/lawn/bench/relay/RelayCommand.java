package dev.lawn.bench.relay;

import dev.lawn.bench.Document;
import dev.lawn.bench.Host;
import dev.lawn.bench.Installation;
import dev.lawn.common.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./dev bench relay}. */
@Command(
        name = "relay",
        description = "Throughput, CPU and memory of the worker's relay against tinyproxy.",
        mixinStandardHelpOptions = true)
public final class RelayCommand implements Callable<Integer> {

    private static final int MISSED = 1;
    private static final int USUAL_MEGABYTES = 1000;
    private static final int FEW_STREAMS = 1;
    private static final int MANY_STREAMS = 50;
    private static final int MEMORY_STARTS = 3;
    private static final String HEADING = "The relay against tinyproxy";

    @Option(
            names = "--megabytes",
            paramLabel = "N",
            defaultValue = "1000",
            description =
                    "What a run sends, each way (default: ${DEFAULT-VALUE}; with less,"
                            + " docs/performance.md stays as it is).")
    private int megabytes;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often each is run twice (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (megabytes < 1 || rounds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--megabytes and --rounds must be 1 or more");
        }
        Installation installation = Installation.ofProperties();
        String about = about(installation.home());
        Report report = measured(installation);
        System.out.println();
        System.out.println(report.text());
        System.out.println(about);
        if (megabytes >= USUAL_MEGABYTES) {
            Document.performance(installation.home())
                    .write(HEADING, about + "\n\n" + report.text());
        }
        return report.holds() ? 0 : MISSED;
    }

    /** Asked before the run: it is busy itself, and the sources may move on. */
    private String about(Path home) throws IOException {
        Instant now = new SystemTime().now().truncatedTo(ChronoUnit.MINUTES);
        return "`./dev bench relay --megabytes %d --rounds %d`, %s, %s, %s; %s. Load before it: %.1f."
                .formatted(
                        megabytes,
                        rounds,
                        now.toString().replace(":00Z", "Z"),
                        Host.commit(home),
                        Host.output(List.of("tinyproxy", "-v")),
                        Host.machine(),
                        Host.load());
    }

    private Report measured(Installation installation) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("lawn-bench");
        Ways ways = new Ways(installation, folder);
        try (Origin origin = Origin.start();
                Client client = new Client(origin.address())) {
            return new Report(comparisons(ways, client), memories(ways, client));
        } finally {
            delete(folder);
        }
    }

    private List<Comparison> comparisons(Ways ways, Client client)
            throws IOException, InterruptedException {
        List<Comparison> comparisons = new ArrayList<>();
        try (Way relay = ways.relay(client.origin());
                Way tinyproxy = ways.tinyproxy()) {
            Contest contest = new Contest(client, relay, tinyproxy, System.out);
            contest.warmUp(transfers());
            for (Transfer transfer : transfers()) {
                comparisons.add(contest.run(transfer, rounds));
            }
        }
        return comparisons;
    }

    private List<Transfer> transfers() {
        return Stream.of(FEW_STREAMS, MANY_STREAMS)
                .flatMap(
                        streams ->
                                Arrays.stream(Transfer.Direction.values())
                                        .map(each -> new Transfer(each, streams, bytes())))
                .toList();
    }

    private long bytes() {
        return megabytes * 1_000_000L;
    }

    private static List<Memory> memories(Ways ways, Client client)
            throws IOException, InterruptedException {
        List<Memory> memories = new ArrayList<>();
        for (int i = 0; i < MEMORY_STARTS; i++) {
            try (Way.Proxied relay = ways.relay(client.origin())) {
                memories.add(Memory.of(relay, client));
            }
        }
        return memories;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
