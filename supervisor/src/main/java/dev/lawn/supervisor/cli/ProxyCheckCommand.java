package dev.lawn.supervisor.cli;

import dev.lawn.common.protocol.SupervisorMessage.Check;
import dev.lawn.common.time.SystemTime;
import dev.lawn.supervisor.config.Suggestion;
import dev.lawn.supervisor.control.ControlJson;
import dev.lawn.supervisor.control.ProxyDocument;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.process.ProxyChecker;
import dev.lawn.supervisor.process.WorkerCommand;
import dev.lawn.supervisor.run.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description =
                "Tries the proxies of all nodes, or of these, all at once and in ten seconds at most:"
                        + " verdict, latency and exit IP of each. It needs no running supervisor and"
                        + " starts no browser. Exit code 3 where one is not ok.",
        mixinStandardHelpOptions = true)
final class ProxyCheckCommand implements Callable<Integer> {

    /** Each way out may take so long; docs/operations.md says so. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A JVM comes up within a second or two, and has the rest to say what it found. */
    private static final Duration ALTOGETHER = Duration.ofSeconds(9);

    @Spec private CommandSpec spec;
    @Mixin private AccountsOption accounts;

    @Parameters(
            paramLabel = "NODE",
            arity = "0..*",
            description = "Names of nodes with a proxy; all of them where none is named.")
    private List<String> nodes = List.of();

    @Option(names = "--json", description = "Print the verdicts as JSON.")
    private boolean json;

    @Override
    public Integer call() throws UserException, IOException, InterruptedException {
        FleetPlan plan = Configuration.load(accounts.file()).plan();
        ProxyTrials trials = ProxyTrials.of(chosen(plan.nodes()), plan.hostIps());
        if (!trials.ways().isEmpty()) {
            run(trials);
        }
        ProxyDocument document = trials.document();
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? ControlJson.write(document) : ProxyTable.of(document));
        return document.fine() ? ExitCode.OK : UserException.DEGRADED;
    }

    private void run(ProxyTrials trials) throws IOException, InterruptedException {
        Check check =
                new Check(
                        "check-" + ProcessHandle.current().pid(),
                        trials.ways(),
                        PATIENCE.toMillis());
        ProgressBar bar = new ProgressBar(bar(), trials.ways().size());
        try (ProxyChecker checker =
                ProxyChecker.start(
                        WorkerCommand.ofClassPath(Host.workerClassPath()),
                        check,
                        new SystemTime())) {
            bar.show(0);
            checker.follow(ALTOGETHER, checked -> bar.show(trials.take(checked)));
            bar.clear();
            if (trials.taken() == 0) {
                PrintWriter err = spec.commandLine().getErr();
                checker.lastWords().forEach(err::println);
                err.flush();
            }
        }
    }

    /** Nothing that moves goes into a file or a pipe. */
    private Optional<PrintWriter> bar() {
        return Optional.ofNullable(System.console())
                .filter(console -> console.isTerminal())
                .map(_ -> spec.commandLine().getErr());
    }

    private List<NodePlan> chosen(List<NodePlan> all) throws UserException {
        List<String> known = all.stream().map(node -> node.name().value()).toList();
        for (String name : nodes) {
            if (!known.contains(name)) {
                throw usage("no such node: " + name + Suggestion.of(name, known));
            }
        }
        List<NodePlan> chosen =
                all.stream()
                        .filter(node -> nodes.isEmpty() || nodes.contains(node.name().value()))
                        .toList();
        List<String> direct =
                chosen.stream()
                        .filter(node -> node.proxy() == null)
                        .map(node -> node.name().value())
                        .toList();
        if (!nodes.isEmpty() && !direct.isEmpty()) {
            throw usage("without a proxy, so there is none to check: " + String.join(", ", direct));
        }
        return chosen;
    }

    private static UserException usage(String words) {
        return new UserException(ExitCode.USAGE, words);
    }
}
