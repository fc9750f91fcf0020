package dev.lawn.faults;

import dev.lawn.faults.lawn.Installation;
import dev.lawn.faults.measure.Measured;
import dev.lawn.faults.report.Recoveries;
import dev.lawn.faults.report.ReliabilityDoc;
import dev.lawn.faults.report.RunInfo;
import dev.lawn.faults.report.Table;
import dev.lawn.faults.report.Verdict;
import dev.lawn.faults.row.Bench;
import dev.lawn.faults.row.Row;
import dev.lawn.faults.row.Rows;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "faults",
        description = "Injects each fault of the matrix and measures what comes of it.",
        mixinStandardHelpOptions = true)
final class FaultsCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    @Mixin private RunOptions options = new RunOptions();

    @Option(names = "--list", description = "Print the rows and what each must hold.")
    private boolean list;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description =
                    "These rows only; docs/reliability.md stays as it is, unless --write is given.")
    private List<String> only = List.of();

    @Option(
            names = "--write",
            description = "With --only: write those rows into docs/reliability.md, too.")
    private boolean write;

    @Spec private CommandSpec spec;

    @Option(
            names = "--repeat",
            paramLabel = "K",
            defaultValue = "1",
            description = "Run each row so often (default: ${DEFAULT-VALUE}).")
    private int repeat;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long all proxies are dead in the storm (default: 10).")
    private int storm;

    @Option(
            names = "--storm-nodes",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many scripted nodes the storm has (default: ${DEFAULT-VALUE}).")
    private int stormNodes;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        Table table = new Table(System.out);
        List<Row> rows = rows();
        if (list) {
            rows.forEach(table::list);
            return 0;
        }
        System.out.printf("seed %d%n", options.seed());
        table.head();
        Installation installation = options.installation();
        RunInfo run = RunInfo.begin(installation.home(), command(), options.user());
        List<Verdict> verdicts = new ArrayList<>();
        try (Bench bench =
                new Bench(
                        installation,
                        options.seed(),
                        options.user(),
                        options.nodes(),
                        Duration.ofMinutes(storm))) {
            for (Row row : rows) {
                Verdict verdict = new Verdict(row, runs(row, bench));
                table.row(verdict);
                verdicts.add(verdict);
            }
            bench.endShared();
            if (options.areUsual() && (only.isEmpty() || write)) {
                new ReliabilityDoc(installation.home()).matrix(run, verdicts, bench.containment());
            }
        }
        Recoveries recoveries = new Recoveries(verdicts);
        System.out.println(recoveries.line());
        return verdicts.stream().allMatch(Verdict::held) && recoveries.held() ? 0 : FAILED;
    }

    private void check() {
        if (repeat < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--repeat must be 1 or more, not " + repeat);
        }
        if (storm < 1 || stormNodes < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--minutes and --storm-nodes must be 1 or more");
        }
    }

    private String command() {
        String chosen = only.isEmpty() ? "" : " --write --only " + String.join(",", only);
        return "./dev faults --repeat %d --minutes %d --storm-nodes %d %s%s"
                .formatted(repeat, storm, stormNodes, options.words(), chosen);
    }

    private List<Row> rows() {
        List<Row> all = Rows.all(stormNodes);
        for (String name : only) {
            if (all.stream().noneMatch(row -> row.name().equals(name))) {
                throw new ParameterException(
                        spec.commandLine(),
                        "there is no row \"%s\"; ./dev faults --list names them".formatted(name));
            }
        }
        return only.isEmpty()
                ? all
                : all.stream().filter(row -> only.contains(row.name())).toList();
    }

    private List<Measured> runs(Row row, Bench bench) throws InterruptedException {
        List<Measured> runs = new ArrayList<>();
        for (int i = 0; i < repeat; i++) {
            runs.add(row.run(bench));
        }
        return runs;
    }
}
