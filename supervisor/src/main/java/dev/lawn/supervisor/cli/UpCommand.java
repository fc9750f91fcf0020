package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.config.ConfigLoader;
import dev.lawn.supervisor.plan.ExtensionPin;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.run.PlanSource;
import dev.lawn.supervisor.run.RunningLawn;
import dev.lawn.supervisor.run.UserException;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
        Host.refuseRoot("lawn up", allowRoot);
        PlanSource.Given given = given();
        PrintWriter out = spec.commandLine().getOut();
        given.warnings().forEach(warning -> out.println("warning: " + warning));
        FleetPlan plan = given.plan();
        StateDirectory state = Examination.taken(plan, stateDir.forUp(), out);
        return new Foreground(out)
                .run(plan, source(), state, null, lawn -> greet(out, lawn), () -> {});
    }

    private PlanSource source() {
        return new PlanSource() {
            @Override
            public Given load() throws UserException {
                Given given = given();
                List<String> warnings = new ArrayList<>(given.warnings());
                warnings.addAll(Examination.shortages(given.plan(), stateDir.forUp()));
                return new Given(given.plan(), warnings);
            }

            @Override
            public @Nullable ExtensionPin locked(ExtensionPin planned) {
                return ConfigLoader.locked(planned);
            }
        };
    }

    private PlanSource.Given given() throws UserException {
        PlanSource.Given given = Configuration.given(accounts.file(), listen);
        if (given.plan().nodes().isEmpty()) {
            throw new UserException(
                    UserException.CONFIGURATION,
                    accounts.file()
                            + ": accounts: no nodes to run; add an account, or try: lawn demo");
        }
        return given;
    }

    private static void greet(PrintWriter out, RunningLawn lawn) {
        out.println("metrics  " + lawn.self().metrics());
        out.println("status   lawn status");
        out.println();
        out.flush();
    }
}
