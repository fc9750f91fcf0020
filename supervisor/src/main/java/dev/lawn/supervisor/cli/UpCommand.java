package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.config.Loaded;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.run.RunningLawn;
import dev.lawn.supervisor.run.UserException;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description = "Runs every node of accounts.yaml until Ctrl-C or SIGTERM.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private AccountsOption accounts;
    @Mixin private StateDirOption stateDir;
    @Mixin private ListenOptions listen;

    @Option(
            names = "--allow-root",
            description = "Run as root all the same: Chrome then runs without its sandbox.")
    private boolean allowRoot;

    @Override
    public Integer call() throws UserException, IOException {
        refuseRoot();
        Loaded loaded = Configuration.load(accounts.file());
        PrintWriter out = spec.commandLine().getOut();
        loaded.warnings().forEach(warning -> out.println("warning: " + warning));
        FleetPlan plan = listen.over(loaded.plan());
        if (plan.nodes().isEmpty()) {
            throw new UserException(
                    UserException.CONFIGURATION,
                    accounts.file()
                            + ": accounts: no nodes to run; add an account, or try: lawn demo");
        }
        StateDirectory state = Examination.taken(plan, stateDir.forUp(), out);
        return new Foreground(out).run(plan, state, null, lawn -> greet(out, lawn), () -> {});
    }

    private void refuseRoot() throws UserException {
        if (Host.isRoot() && !allowRoot) {
            throw new UserException(
                    UserException.CONFIGURATION,
                    "lawn up does not run as root, since Chrome has no sandbox there; run it as a"
                            + " plain user, or say --allow-root");
        }
    }

    private static void greet(PrintWriter out, RunningLawn lawn) {
        out.println("metrics  " + lawn.self().metrics());
        out.println("status   lawn status");
        out.println();
        out.flush();
    }
}
