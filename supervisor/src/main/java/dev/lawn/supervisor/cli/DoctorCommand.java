package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.control.ControlJson;
import dev.lawn.supervisor.control.PreflightDocument;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.preflight.Finding;
import dev.lawn.supervisor.preflight.Wanted;
import dev.lawn.supervisor.run.UserException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description =
                "Checks whether this host can carry the nodes of accounts.yaml, and says what mends"
                        + " what it cannot. Starts nothing. Exit code 78 where something is an"
                        + " error.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private AccountsOption accounts;
    @Mixin private StateDirOption stateDir;

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    @Override
    public Integer call() throws UserException {
        FleetPlan plan = Configuration.load(accounts.file()).plan();
        List<Finding> findings =
                Examination.of(
                        plan,
                        stateDir.forUp(),
                        List.of(
                                new ContainmentProbe(plan.containment()),
                                new ExtensionProbe(plan)));
        int nodes = Wanted.of(plan).nodes();
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? ControlJson.write(PreflightDocument.of(nodes, findings))
                                : new FindingsTable(colours()).of(nodes, findings));
        return findings.stream().noneMatch(Finding::isError) ? 0 : UserException.CONFIGURATION;
    }

    private static Ansi colours() {
        boolean terminal =
                Optional.ofNullable(System.console())
                        .filter(console -> console.isTerminal())
                        .isPresent();
        return terminal ? Ansi.AUTO : Ansi.OFF;
    }
}
