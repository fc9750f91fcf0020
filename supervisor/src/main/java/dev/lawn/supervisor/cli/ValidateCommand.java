package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.config.Loaded;
import dev.lawn.supervisor.run.UserException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "validate",
        description = "Checks accounts.yaml and the service definitions; starts nothing.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private AccountsOption accounts;

    @Override
    public Integer call() throws UserException {
        Loaded loaded = Configuration.load(accounts.file());
        PrintWriter out = spec.commandLine().getOut();
        loaded.warnings().forEach(warning -> out.println("warning: " + warning));
        int nodes = loaded.plan().nodes().size();
        out.printf("%s: fine, %d %s%n", accounts.file(), nodes, nodes == 1 ? "node" : "nodes");
        return 0;
    }
}
